/** `--json`: one document at the end, however many results it holds. */
import { createPile } from "../../command/pile.js";
import { fieldsOf } from "../complain.js";
import { drained } from "../io.js";
import { longDocument } from "../render/json.js";
import { type Json, stringify } from "../render/plain.js";
import type { Call } from "./call.js";
import type { Form, Sink } from "./form.js";
import { resultJson } from "./report.js";

/** The result of `inspect` can be megabytes. */
const mostHeld = 100;

export function jsonSink<T>({ io, context }: Call, form: Form<T>): Sink<T> {
  const results = createPile<Json>({
    most: mostHeld,
    openStore: async () => (await context()).files.openLineStore(),
    toLine: stringify,
    fromLine: JSON.parse,
  });
  return {
    add: (result) => results.add(resultJson(result, form)),
    end: async (exitCode, summary, error) => {
      const envelope = { exitCode, summary, ...(error === undefined ? {} : { error: fieldsOf(error) }) };
      try {
        for await (const piece of longDocument(form.schema, envelope, results.all())) {
          io.stdout.write(piece);
          await drained(io.stdout);
        }
      } finally {
        await results.remove();
      }
    },
  };
}
