/** All contestants in every round, each round beginning with another, so that none has the quiet moments for itself. */
import { peakMegabytes } from "./memory.js";
import { timed } from "./process.js";

/** What a case has prepared, measured: a row for each contestant, and the ratios that are to be reached. */
export async function measure(made, options) {
  const { contestants, base, goals = [], perFile } = made;
  const rounds = options.rounds(made.rounds);
  const times = new Map(contestants.map(({ name }) => [name, []]));
  if (made.warm !== false) for (const contestant of contestants) timed(contestant);
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(round + turn) % contestants.length];
      times.get(contestant.name).push(timed(contestant));
    }
  }
  const rows = [];
  for (const contestant of contestants) {
    const own = times.get(contestant.name);
    rows.push({
      name: contestant.name,
      wallMs: spread(own.map(({ wallMs }) => wallMs)),
      cpuMs: spread(own.map(({ cpuMs }) => cpuMs)),
      ratio: spread(ratios(own, times.get(base), "wallMs")),
      peakMB: contestant.skipsMemory ? undefined : await peakMegabytes(contestant),
      ...(perFile === undefined ? {} : { files: contestant.files ?? perFile }),
    });
  }
  const reached = goals
    .filter(({ of, to }) => times.has(of) && times.has(to))
    .map((goal) => ({ ...goal, ...spread(ratios(times.get(goal.of), times.get(goal.to), goal.by)) }));
  return { about: made.about, base, rounds, rows, goals: reached };
}

function ratios(own, base, by) {
  return own.map((time, round) => time[by] / base[round][by]);
}

function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) };
}
