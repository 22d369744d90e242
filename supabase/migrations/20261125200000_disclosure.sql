-- When the callee had heard that a machine is calling and that the call is recorded; null: not said, or not to its end.
alter table talky.calls add column disclosed_at timestamptz;
