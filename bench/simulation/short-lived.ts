/** Postgres' settings for a database that need not outlive its run. */
export const SHORT_LIVED = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=4GB",
  "shared_buffers=1GB",
  "jit=off",
  // Workers of its own for reading and writing would only take turns with the backends.
  "io_method=sync",
  "update_process_title=off",
  "track_activities=off",
  // A month passes in an hour: what is tidied up in a minute of it would be tidied up once a day.
  "autovacuum_naptime=5s",
  "autovacuum_vacuum_cost_delay=0",
  // The simulation asks for it itself, as its tables grow.
  "autovacuum_analyze_scale_factor=1",
];
