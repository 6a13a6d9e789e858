'use client';

import { withQuery } from './client';
import type { components } from './contract';
import { useResource } from './queries';
import type { List } from './types';

type Schemas = components['schemas'];

export type AdminUser = Schemas['AdminUser'];
export type UserWithPassword = Schemas['UserWithPassword'];
export type UserChange = Schemas['UserChange'];
export type ServerSettings = Schemas['Settings'];
export type AuditEntry = Schemas['AuditEntry'];
export type Usage = Schemas['Usage'];
export type SystemState = Schemas['System'];
export type ApiKey = Schemas['Key'];
export type CreatedKey = Schemas['CreatedKey'];
export type Scope = ApiKey['scopes'][number];

type Part = { limit: number; offset: number };

export function useUsers(part: Part) {
  return useResource<List<AdminUser>>(withQuery('/api/admin/users', part));
}

export function useServerSettings() {
  return useResource<ServerSettings>('/api/admin/settings');
}

export function useAudit(query: Part & { user_id?: string | undefined; action?: string | undefined }) {
  return useResource<List<AuditEntry>>(withQuery('/api/admin/audit', query));
}

export function useUsage(part: Part) {
  return useResource<List<Usage>>(withQuery('/api/admin/storage', part));
}

export function useSystem() {
  return useResource<SystemState>('/api/admin/system', 5000);
}

export function useApiKeys(part: Part) {
  return useResource<List<ApiKey>>(withQuery('/api/auth/keys', part));
}
