import { Link } from "@/components/ui/link";
import { currentUser } from "@/app/_server/session";
import { ExampleCampaign } from "@/components/landing/example-campaign";
import { ExampleCard } from "@/components/landing/example-card";
import { ExampleLive } from "@/components/landing/example-live";
import { SandboxNumbers } from "@/components/landing/sandbox-numbers";
import { LANDING_POINTS, LANDING_TEXTS as T } from "@/components/landing/texts";
import { Logo } from "@/components/layout/logo";
import { LinkButton } from "@/components/ui/link-button";

const renderedAt = (): Date => new Date();

export default async function LandingPage() {
  const isSignedIn = (await currentUser()) !== null;
  return (
    <div className="mx-auto max-w-6xl px-4 sm:px-6 lg:px-8">
      <header className="flex h-16 items-center justify-between">
        <Link href="/" className="rounded-md text-lg">
          <Logo />
        </Link>
        {isSignedIn ? (
          <LinkButton href="/overview">{T.dashboard}</LinkButton>
        ) : (
          <LinkButton href="/sign-in" look="quiet">
            {T.signIn}
          </LinkButton>
        )}
      </header>
      <main>
        <section className="grid items-center gap-10 py-10 lg:grid-cols-[5fr_6fr] lg:gap-14 lg:py-16">
          <div>
            <h1 className="max-w-lg text-[2.25rem] leading-[1.1] font-semibold tracking-[-0.03em] sm:text-[3rem]">
              {T.headline}
            </h1>
            <p className="mt-5 max-w-md text-lg text-ink-2">{T.lead}</p>
            <div className="mt-7 flex flex-wrap gap-3">
              {isSignedIn ? (
                <LinkButton href="/overview" look="primary" size="lg">
                  {T.dashboard}
                </LinkButton>
              ) : (
                <>
                  <LinkButton href="/sign-up" look="primary" size="lg">
                    {T.signUp}
                  </LinkButton>
                  <LinkButton href="/sign-in" size="lg">
                    {T.signIn}
                  </LinkButton>
                </>
              )}
            </div>
          </div>
          <ExampleCard />
        </section>
        <section aria-labelledby="points" className="border-t border-line py-12">
          <h2 id="points" className="sr-only">
            {T.pointsTitle}
          </h2>
          <div className="grid gap-8 md:grid-cols-3">
            {LANDING_POINTS.map((point) => (
              <div key={point.title}>
                <h3 className="text-lg font-semibold tracking-tight">{point.title}</h3>
                <p className="mt-1.5 text-base text-ink-2">{point.text}</p>
              </div>
            ))}
          </div>
        </section>
        <section aria-labelledby="live" className="border-t border-line py-12">
          <h2 id="live" className="max-w-xl text-2xl font-semibold tracking-tight">
            {T.liveTitle}
          </h2>
          <p className="mt-2 mb-6 max-w-xl text-base text-ink-2">{T.liveLead}</p>
          <ExampleLive now={renderedAt()} />
        </section>
        <section aria-labelledby="campaigns" className="border-t border-line py-12">
          <h2 id="campaigns" className="max-w-xl text-2xl font-semibold tracking-tight">
            {T.campaignsTitle}
          </h2>
          <p className="mt-2 mb-6 max-w-xl text-base text-ink-2">{T.campaignsLead}</p>
          <ExampleCampaign />
        </section>
        <section
          aria-labelledby="sandbox"
          className="grid items-start gap-8 border-t border-line py-12 lg:grid-cols-[5fr_6fr] lg:gap-14"
        >
          <div>
            <h2 id="sandbox" className="max-w-sm text-2xl font-semibold tracking-tight">
              {T.sandboxTitle}
            </h2>
            <p className="mt-3 max-w-md text-base text-ink-2">{T.sandboxLead}</p>
            <p className="mt-3 font-mono text-sm text-ink">+1 415 555 01••</p>
          </div>
          <SandboxNumbers />
        </section>
      </main>
    </div>
  );
}
