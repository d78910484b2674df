using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>Encrypted data after EPPKE and an encrypted (Re)Association Response has shown that the AP accepted the STA.</summary>
/// <param name="Frame">The data frame.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct EppkeCompleted(StoredFrame Frame, Association Association) : IAssociationEvent;
