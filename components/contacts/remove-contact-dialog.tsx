import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CONTACT_TEXTS as T } from "./texts.ts";

interface RemoveContactDialogProps {
  isOpen: boolean;
  isPending: boolean;
  onClose: () => void;
  onRemove: () => void;
}

export function RemoveContactDialog({ isOpen, isPending, onClose, onRemove }: RemoveContactDialogProps) {
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={T.removeTitle}
      description={T.removeText}
      footer={
        <>
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button look="danger" disabled={isPending} onClick={onRemove}>
            {T.remove}
          </Button>
        </>
      }
    />
  );
}
