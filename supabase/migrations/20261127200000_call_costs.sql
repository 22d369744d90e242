-- What a call took of each provider, as its worker counted it (`lib/domain/cost/usage.ts`); null: nobody could tell.
alter table talky.calls
  add column usage jsonb,
  -- What the carrier itself says that the call cost, in micros of its own money.
  add column carrier_price_micros bigint;
update talky.calls set carrier_price_micros = telephony_micros where telephony_micros > 0;
