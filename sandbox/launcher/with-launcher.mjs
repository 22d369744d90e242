/** Loaded before each process that the launcher starts: where the launcher dies, however it dies, they end too. */
const launcher = Number(process.env.TALKY_LAUNCHER_PID);
const GRACE_MS = 4000;

if (launcher > 0) {
  const timer = setInterval(() => {
    try {
      process.kill(launcher, 0);
    } catch (error) {
      if (error.code === "EPERM") return;
      clearInterval(timer);
      process.kill(process.pid, "SIGTERM");
      setTimeout(() => process.kill(process.pid, "SIGKILL"), GRACE_MS).unref();
    }
  }, 500);
  timer.unref();
}
