"use client";

import { RotateCcw, Send } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Disposition } from "#lib/domain/statuses";
import { DISPOSITION_TEXT } from "@/components/calls/texts";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Input, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Status } from "@/components/ui/status";
import { ChatBubble } from "./chat-bubble.tsx";
import type { ChatLine, ChatScene } from "./chat-lines.ts";
import { CHAT_TEXTS as T } from "./texts.ts";

interface TestChatPanelProps {
  agentName: string;
  companyName: string;
  chat: {
    lines: ChatLine[];
    isAnswering: boolean;
    end: { isOver: boolean; disposition: string | null };
    error: string | null;
    begin(scene: ChatScene): void;
    say(text: string): void;
    restart(): void;
  };
}

/** The conversation by text: what is said, what the tools would do, and where it stands. */
export function TestChatPanel({ agentName, companyName, chat }: TestChatPanelProps) {
  const [scene, setScene] = useState<ChatScene>({ goal: "", company_name: companyName, first_name: "Ada" });
  const isBegun = chat.lines.length > 0 || chat.isAnswering;
  const set = (name: keyof ChatScene) => (event: { target: { value: string } }) =>
    setScene({ ...scene, [name]: event.target.value });
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[18rem_1fr]">
      <Card aria-label={T.scene}>
        <CardHeader title={T.scene} />
        <div className="flex flex-col gap-3 px-4 py-4">
          <Field name="goal" label={T.goal} idPrefix="chat">
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                value={scene.goal}
                onChange={set("goal")}
                placeholder={T.goalPlaceholder}
                disabled={isBegun}
              />
            )}
          </Field>
          <Field name="company" label={T.company} idPrefix="chat">
            {(control) => (
              <Input
                {...control}
                value={scene.company_name}
                onChange={set("company_name")}
                disabled={isBegun}
              />
            )}
          </Field>
          <Field name="first_name" label={T.contactName} idPrefix="chat">
            {(control) => (
              <Input {...control} value={scene.first_name} onChange={set("first_name")} disabled={isBegun} />
            )}
          </Field>
          {isBegun ? (
            <Button onClick={() => chat.restart()}>
              <RotateCcw aria-hidden />
              {T.restart}
            </Button>
          ) : (
            <Button look="primary" onClick={() => chat.begin(scene)}>
              {T.begin}
            </Button>
          )}
        </div>
      </Card>
      <Card aria-label={T.title}>
        <CardHeader title={T.title} note={T.note} actions={<Standing chat={chat} isBegun={isBegun} />} />
        <Conversation agentName={agentName} chat={chat} />
        {chat.error ? (
          <div className="px-4 pb-3">
            <Notice tone="bad">{chat.error}</Notice>
          </div>
        ) : null}
        <MessageBox chat={chat} isBegun={isBegun} />
      </Card>
    </div>
  );
}

function Standing({ chat, isBegun }: { chat: TestChatPanelProps["chat"]; isBegun: boolean }) {
  const { isOver, disposition } = chat.end;
  const outcome = disposition ? (DISPOSITION_TEXT[disposition as Disposition] ?? disposition) : null;
  return (
    <>
      {outcome ? <Status tone="accent">{outcome}</Status> : null}
      {isOver ? (
        <Status tone="neutral">{T.ended}</Status>
      ) : chat.isAnswering ? (
        <Status tone="live" dot="pulsing">
          {T.talking}
        </Status>
      ) : (
        <Status tone="neutral">{isBegun ? T.listening : T.ready}</Status>
      )}
    </>
  );
}

function Conversation({ agentName, chat }: { agentName: string; chat: TestChatPanelProps["chat"] }) {
  const end = useRef<HTMLDivElement>(null);
  const { lines } = chat;
  useEffect(() => {
    if (lines.length > 0) end.current?.scrollIntoView({ block: "nearest" });
  }, [lines]);
  const isWaiting = chat.isAnswering && lines.at(-1)?.role !== "agent";
  return (
    <div
      role="log"
      aria-label={T.title}
      aria-busy={false}
      tabIndex={0}
      className="flex h-[26rem] flex-col gap-3 overflow-y-auto px-4 py-4 -outline-offset-2"
    >
      {lines.map((line, i) => (
        <ChatBubble key={i} line={line} speaker={line.role === "agent" ? agentName : T.you} />
      ))}
      {isWaiting ? (
        <p role="status" className="animate-pulse text-sm text-ink-3">
          {T.thinking}…
        </p>
      ) : null}
      {chat.end.isOver ? <p className="text-center text-xs text-ink-3">{T.over}</p> : null}
      <div ref={end} />
    </div>
  );
}

function MessageBox({ chat, isBegun }: { chat: TestChatPanelProps["chat"]; isBegun: boolean }) {
  const [text, setText] = useState("");
  const canSay = isBegun && !chat.isAnswering && !chat.end.isOver;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!canSay || text.trim() === "") return;
    chat.say(text.trim());
    setText("");
  };
  return (
    <form onSubmit={send} className="flex gap-2 border-t border-line px-4 py-3">
      <Input
        aria-label={T.message}
        placeholder={T.message}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={1000}
        autoComplete="off"
        disabled={!isBegun || chat.end.isOver}
      />
      <Button type="submit" look="primary" disabled={!canSay || text.trim() === ""}>
        <Send aria-hidden />
        {T.send}
      </Button>
    </form>
  );
}
