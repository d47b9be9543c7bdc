/** The part of json-formula the rubrics need; the package brings no types. */
declare module "@adobe/json-formula" {
  interface CustomFunction {
    _func(args: unknown[]): unknown;
    _signature: { types: number[]; optional?: boolean }[];
  }
  export const dataTypes: Readonly<Record<"TYPE_ANY", number>>;
  export default class JsonFormula {
    constructor(customFunctions?: Readonly<Record<string, CustomFunction>>);
    search(expression: string, json: unknown, globals?: Readonly<Record<string, unknown>>): unknown;
  }
}
