using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>
/// FT requests got no response although the AP was heard after the latest of them (<see cref="Exchanges.FtAuthentication.Unanswered"/>).
/// </summary>
/// <param name="Frame">A later frame: any of the BSS after a second, or the new attempt of the STA.</param>
/// <param name="Association">The STA at the BSS.</param>
internal readonly record struct FtUnanswered(StoredFrame Frame, Association Association) : IAssociationEvent;
