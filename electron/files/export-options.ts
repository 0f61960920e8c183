import type { ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';

/** What an export is asked for. */
export type ExportOptions = ChannelParsed<EngineContract['export.preview']>;
