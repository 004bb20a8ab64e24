// Loaded into a measured process: on exit it tells the peak resident size.
process.on('exit', () => {
  require('node:fs').writeSync(2, `peak-kb=${process.resourceUsage().maxRSS}\n`);
});
