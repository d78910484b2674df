using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>The first Beacon or Probe Response with which an AP MLD announces that a link goes.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Bss">The BSS that sent it, of any link.</param>
/// <param name="Ap">The AP MLD.</param>
/// <param name="Removal">Which link, and when.</param>
internal readonly record struct LinkRemovalAnnounced(StoredFrame Frame, Bss Bss, Mld Ap, LinkRemoval Removal) : IExchangeEvent;
