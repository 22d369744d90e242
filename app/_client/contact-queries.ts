import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Consent } from "#lib/domain/api/consent";
import type { Contact, ContactPage } from "#lib/domain/api/contact";
import type { ContactFacets } from "#lib/domain/api/contact-facets";
import type { Page } from "#lib/domain/api/page";
import type { LeadVerdict } from "#lib/domain/api/verdict";
import { campaignsKey } from "./campaign-queries.ts";
import type { ContactFilters } from "./contact-search.ts";
import { API_BASE, fetchApi } from "./fetch-api.ts";

export const allContactsKey = ["contacts"] as const;

/** null: of all campaigns. */
const contactsKey = (campaignId: string | null) =>
  campaignId === null ? allContactsKey : ([...campaignsKey, campaignId, "contacts"] as const);

const contactsPath = (campaignId: string | null): string =>
  campaignId === null ? "/contacts" : `/campaigns/${campaignId}/contacts`;

interface ContactsQueryInput {
  campaignId: string | null;
  filters: ContactFilters & { client_id?: string };
  initial?: ContactPage | undefined;
}

export const contactsQuery = ({ campaignId, filters, initial }: ContactsQueryInput) =>
  infiniteQueryOptions({
    queryKey: [...contactsKey(campaignId), "list", filters],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: "50" });
      for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
      if (pageParam) query.set("cursor", pageParam);
      return fetchApi<ContactPage>(`${contactsPath(campaignId)}?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...(initial ? { initialData: { pages: [initial], pageParams: [null] } } : {}),
  });

export const contactFacetsQuery = (campaignId: string, initial: ContactFacets | null) =>
  queryOptions({
    queryKey: [...contactsKey(campaignId), "facets"],
    queryFn: ({ signal }) => fetchApi<ContactFacets>(`${contactsPath(campaignId)}/facets`, { signal }),
    ...(initial ? { initialData: initial } : {}),
  });

/** Asked for when it is opened. */
export const openedContactQuery = (campaignId: string, id: string) =>
  queryOptions({
    queryKey: [...contactsKey(campaignId), id],
    queryFn: ({ signal }) => fetchApi<Contact>(`${contactsPath(campaignId)}/${id}`, { signal }),
  });

export const contactQuery = (initial: Contact) => ({
  ...openedContactQuery(initial.campaign_id, initial.id),
  initialData: initial,
});

export const contactsCsvSrc = (campaignId: string, filters: ContactFilters): string =>
  `${API_BASE}${contactsPath(campaignId)}/export.csv?${new URLSearchParams(filters)}`;

export const consentsKey = (campaignId: string, leadId: string) =>
  [...contactsKey(campaignId), leadId, "consents"] as const;

export const consentsQuery = (campaignId: string, leadId: string, initial: Page<Consent>) =>
  queryOptions({
    queryKey: consentsKey(campaignId, leadId),
    queryFn: ({ signal }) =>
      fetchApi<Page<Consent>>(`${contactsPath(campaignId)}/${leadId}/consents`, { signal }),
    initialData: initial,
  });

/** Asked anew whenever somebody wants to know. */
export const verdictQuery = (campaignId: string, leadId: string) =>
  queryOptions({
    queryKey: [...contactsKey(campaignId), leadId, "verdict"],
    queryFn: ({ signal }) =>
      fetchApi<LeadVerdict>(`/campaigns/${campaignId}/contacts/${leadId}/verdict`, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
