/**
 * Broadcasts: one message to many, as a pure state machine over the instants that it is given.
 *
 * @module
 */

export { type Advanced, advance, type Work } from './advance.js'
export { cancelSending } from './cancel.js'
export { createSending } from './create.js'
export { deliverDispatch } from './deliver.js'
export { type Gathered, gatherRecipients, gatherRecipientsNow, membersNamed } from './gather.js'
export { type ListedDispatches, listDispatches } from './list-dispatches.js'
export {
  type SendingDone,
  type SendingFault,
  type SendingFaults,
  type SendingOutcome,
  type SendingRefusal,
  takenSending,
  unknownSending,
} from './outcome.js'
export type {
  AddressChannel,
  Addresses,
  ArbitraryRecipient,
  Audience,
  Channel,
  ChannelType,
  Dispatch,
  ExperienceChannel,
  InlineAudience,
  MemberRecipient,
  Message,
  Properties,
  Recipient,
  ReferencedAudience,
  Schedule,
  Sending,
} from './sending.js'
export { type SendingStatus, statuses } from './status.js'
export { updateSending } from './update.js'
export {
  dispatchToWire,
  sendingToWire,
  type WireAudience,
  type WireDispatch,
  type WireSchedule,
  type WireSending,
} from './wire.js'
