import { isAlias, isMap, isSeq, type Node } from 'yaml'
import type { Fault } from './fault.js'

/**
 * What each alias stands for: the last node before it with its anchor. One walk for all of them, where the
 * library would walk once for each.
 */
export function yamlAliases(root: Node): { readonly targets: ReadonlyMap<Node, Node>; readonly faults: Fault[] } {
  const anchors = new Map<string, Node>()
  const targets = new Map<Node, Node>()
  const faults: Fault[] = []
  const visit = (node: unknown): void => {
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target !== undefined) targets.set(node, target)
      else
        faults.push({
          code: 'syntax',
          offset: node.range?.[0] ?? 0,
          message: `no anchor &${node.source} before *${node.source}`,
        })
      return
    }
    if (isMap(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      for (const pair of node.items) {
        visit(pair.key)
        visit(pair.value)
      }
    } else if (isSeq(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      for (const item of node.items) visit(item)
    } else if ((node as Node | null)?.anchor !== undefined) {
      const scalar = node as Node
      anchors.set(scalar.anchor as string, scalar)
    }
  }
  visit(root)
  return { targets, faults }
}
