using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>Encrypted unicast frames of both sides have shown that the keys are installed, though message 4 was not captured.</summary>
/// <param name="Frame">The frame that shows it.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct KeysProven(StoredFrame Frame, Association Association) : IAssociationEvent;
