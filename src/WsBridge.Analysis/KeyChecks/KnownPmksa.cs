using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>A PMKSA whose key a MIC has proven.</summary>
/// <param name="Key">The key.</param>
/// <param name="Akm">The AKM it is for.</param>
/// <param name="Bssid">The AP where it was made.</param>
/// <param name="Made">The frame that began it: the first EAP packet, else the (Re)Association Request, else the handshake.</param>
/// <param name="FromKck">Its PMKID under Suite B; null under other AKMs, where it is made when asked for.</param>
internal sealed record KnownPmksa(KnownKey Key, AkmSuite Akm, MacAddress Bssid, FrameRef Made, UInt128? FromKck);
