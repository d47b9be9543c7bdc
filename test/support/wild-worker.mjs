/** An engine process that does what the file's name says: a real engine cannot be made to hang or crash at will. */
const held = [];

process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.on("message", (message) => {
  if (message.kind === "signature") return answer(message.bytes ?? null);
  const { path } = message.request.asset ?? message.request.source ?? message.request;
  if (path.includes("hang")) return spin();
  if (path.includes("crash")) return process.kill(process.pid, "SIGSEGV");
  if (path.includes("kill")) return process.kill(process.pid, "SIGKILL");
  if (path.includes("abort")) {
    process.stderr.write("thread panicked at 'index out of bounds'\n");
    return process.abort();
  }
  if (path.includes("leave")) return process.exit(3);
  if (path.includes("allocate")) return setInterval(() => held.push(Buffer.alloc(50_000_000, 1)), 20);
  if (path.includes("sign")) return process.send({ kind: "claim", bytes: Buffer.from("claim") });
  if (path.includes("refuse"))
    return process.send({
      kind: "error",
      code: "format.damaged",
      message: "no",
      hints: ["h"],
      cause: "native",
    });
  const { trust } = message.request;
  const seen = trust === undefined ? "" : ` ${trust.id}${trust.trust === undefined ? "" : " sent"}`;
  setTimeout(answer, path.includes("slow") ? 150 : 1, {
    text: JSON.stringify({ path: `${path}${seen}`, pid: process.pid }),
    isEmbedded: true,
  });
});
process.send({ kind: "ready" });

function answer(value) {
  process.send({ kind: "answer", answer: value });
}

/** Not even the event loop goes on. */
function spin() {
  for (;;) held.length = 0;
}
