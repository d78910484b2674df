using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Events;

/// <summary>A Beacon or Probe Response whose elements differ from the last one of this BSS, or the first one.</summary>
/// <param name="Frame">The frame; of a nontransmitted BSSID what its profile says.</param>
/// <param name="Bss">The BSS that it speaks for.</param>
internal readonly record struct BeaconChanged(StoredFrame Frame, Bss Bss) : IExchangeEvent;
