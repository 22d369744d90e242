import type { Metadata } from "next";
import { ADMIN_TEXTS as T } from "@/components/admin/texts";
import { TenantsScreen } from "./tenants-screen.tsx";

export const metadata: Metadata = { title: T.tenants };

export default function TenantsPage() {
  return <TenantsScreen />;
}
