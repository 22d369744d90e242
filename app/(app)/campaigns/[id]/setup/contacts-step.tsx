"use client";

import { useState } from "react";
import type { ContactPage } from "#lib/domain/api/contact";
import { BUILDER_TEXTS as T } from "@/components/campaigns/builder-texts";
import { StepFooter } from "@/components/campaigns/step-footer";
import type { FormAction } from "@/components/forms/form-state";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { LinkButton } from "@/components/ui/link-button";
import { ContactsTab } from "../contacts-tab.tsx";

interface ContactsStepProps {
  campaignId: string;
  initial: ContactPage;
  maxImportBytes: number;
  addContact: FormAction;
  backHref: string;
  nextHref: string;
}

/** Whom to call: a file, one by one, or later. */
export function ContactsStep(props: ContactsStepProps) {
  const { campaignId, initial, maxImportBytes, addContact, backHref, nextHref } = props;
  const [isReviewing, setIsReviewing] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="flex grow flex-col gap-4">
      <ContactsTab
        campaignId={campaignId}
        isOver={false}
        search={{}}
        initial={initial}
        maxImportBytes={maxImportBytes}
        addContact={addContact}
        onReviewing={setIsReviewing}
      />
      <StepFooter backHref={backHref}>
        {initial.items.length === 0 ? (
          <span className="self-center text-xs text-ink-3 max-sm:hidden">{T.later}</span>
        ) : null}
        {isReviewing ? (
          <Button look="primary" onClick={() => setIsAsking(true)}>
            {T.next}
          </Button>
        ) : (
          <LinkButton href={nextHref} look="primary">
            {T.next}
          </LinkButton>
        )}
      </StepFooter>
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={T.notImportedTitle}
        description={T.notImportedText}
        footer={
          <>
            <LinkButton href={nextHref}>{T.withoutFile}</LinkButton>
            <Button look="primary" onClick={() => setIsAsking(false)}>
              {T.toFile}
            </Button>
          </>
        }
      />
    </div>
  );
}
