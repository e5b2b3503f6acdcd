import { quote } from '../authoring/quote.js'
import type { Delivery, Experience } from '../model/index.js'
import { type Checked, found, refused } from './outcome.js'
import type { Scene } from './scene.js'

/** D3: unknown, removed (C6), or of the other kind is `404`. */
export function findModel(
  scene: Pick<Scene, 'experience'>,
  { modelKind, modelId }: Pick<Delivery, 'modelKind' | 'modelId'>,
): Checked<Experience> {
  const experience = scene.experience(modelId)
  if (experience === undefined) {
    return refused(404, [`model_id: unknown ${modelKind}: ${quote(modelId)}; name one that is in the catalog`])
  }
  if (experience.removed) {
    return refused(404, [`model_id: experience removed from the catalog: ${quote(modelId)}; name one that is in it`])
  }
  if (experience.kind !== modelKind) {
    const message = `model_kind: ${quote(modelId)} is a ${experience.kind}: ${quote(modelKind)}; write ${quote(experience.kind)}`
    return refused(404, [message])
  }
  return found(experience)
}
