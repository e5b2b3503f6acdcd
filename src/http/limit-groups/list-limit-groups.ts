import type { WireCatalog, WireLimitGroup } from '../../authoring/index.js'

/**
 * The limit groups of a catalog's document, in its order, each with all the fields that it can have and what else the
 * document says of it. `tag_ids` come with kind `tags` only, and `campaign_ids` with kind `campaigns`.
 *
 * @example
 * ```ts
 * import { listLimitGroups } from 'oncue/http'
 *
 * const group = { id: 'weekly', kind: 'all', rate_limit_size: 1, rate_limit_kind: '7d' } as const
 * listLimitGroups({ limit_groups: [group] })[0]?.description // null
 * ```
 */
export const listLimitGroups = ({ limit_groups }: WireCatalog): readonly WireLimitGroup[] =>
  ((limit_groups ?? []) as readonly WireLimitGroup[]).map(whole)

/** One of them by its id; `undefined` where there is none. */
export const showLimitGroup = (document: WireCatalog, id: string): WireLimitGroup | undefined =>
  listLimitGroups(document).find((group) => group.id === id)

function whole({ id, name, description, tag_ids, campaign_ids, ...group }: WireLimitGroup): WireLimitGroup {
  return {
    id,
    name: name ?? null,
    description: description ?? null,
    ...group,
    ...(group.kind === 'tags' ? { tag_ids: tag_ids ?? [] } : {}),
    ...(group.kind === 'campaigns' ? { campaign_ids: campaign_ids ?? [] } : {}),
  }
}
