/**
 * JavaScript for the program itself: the most memory it ever had, in kilobytes. Not maxRSS where Linux tells better:
 * that begins with what the process had which started it.
 */
export const peakKilobytes = `(() => {
  try {
    const status = require("node:fs").readFileSync("/proc/self/status", "utf8");
    return Number(/VmHWM:\\s+(\\d+)/.exec(status)[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
})()`;
