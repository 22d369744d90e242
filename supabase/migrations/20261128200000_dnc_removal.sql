-- Only an owner or an admin lets a number be called again: the database says so too.
drop policy dnc_tenant on talky.dnc_entries;
create policy dnc_read on talky.dnc_entries for select to talky_request using (tenant_id = talky.current_tenant_id());
create policy dnc_add on talky.dnc_entries for insert to talky_request with check (tenant_id = talky.current_tenant_id());
create policy dnc_remove on talky.dnc_entries for delete to talky_request
  using (tenant_id = talky.current_tenant_id() and talky.current_role_name() in ('owner', 'admin'));
