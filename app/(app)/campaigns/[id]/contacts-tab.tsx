"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus, Users } from "lucide-react";
import { useState } from "react";
import type { ContactPage } from "#lib/domain/api/contact";
import type { ContactFacets } from "#lib/domain/api/contact-facets";
import { campaignsKey } from "@/app/_client/campaign-queries";
import type { ContactSearch } from "@/app/_client/contact-search";
import { ContactsList } from "@/app/_client/contacts-list";
import { AddContactForm } from "@/components/contacts/add-contact-form";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import type { FormAction } from "@/components/forms/form-state";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { ImportPanel } from "./import-panel.tsx";

interface ContactsTabProps {
  campaignId: string;
  /** Completed or stopped: nobody can be added. */
  isOver: boolean;
  search: ContactSearch;
  initial: ContactPage | null;
  initialFacets?: ContactFacets | null;
  maxImportBytes: number;
  addContact: FormAction;
  onReviewing?: (isReviewing: boolean) => void;
}

export function ContactsTab(props: ContactsTabProps) {
  const { campaignId, isOver, search, initial, maxImportBytes, addContact } = props;
  const [isAdding, setIsAdding] = useState(false);
  const queries = useQueryClient();
  const toast = useToast();
  const reload = (): void => void queries.invalidateQueries({ queryKey: [...campaignsKey, campaignId] });
  return (
    <div className="flex flex-col gap-4">
      {isOver ? (
        <Notice tone="info">{T.over}</Notice>
      ) : (
        <ImportPanel
          campaignId={campaignId}
          maxBytes={maxImportBytes}
          onDone={reload}
          onReviewing={props.onReviewing}
        />
      )}
      <ContactsList
        campaignId={campaignId}
        search={search}
        initial={initial}
        initialFacets={props.initialFacets ?? null}
        onChanged={reload}
        empty={<EmptyState icon={Users} title={T.emptyTitle} text={T.emptyText} />}
        actions={
          isOver ? null : (
            <Button onClick={() => setIsAdding(true)}>
              <Plus aria-hidden />
              {T.add}
            </Button>
          )
        }
      />
      <Dialog open={isAdding} onOpenChange={setIsAdding} title={T.addTitle} description={T.addNote}>
        <AddContactForm
          action={addContact}
          onCancel={() => setIsAdding(false)}
          onAdded={(sentence) => {
            setIsAdding(false);
            toast("good", sentence);
            reload();
          }}
        />
      </Dialog>
    </div>
  );
}
