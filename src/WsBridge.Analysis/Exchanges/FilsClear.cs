using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// What rules need of a (Re)Association frame of FILS that a key has decrypted. The rest holds group keys and is not kept.
/// </summary>
/// <param name="Frame">The frame.</param>
/// <param name="Oci">Its OCI; empty where it has none.</param>
internal sealed record FilsClear(FrameRef Frame, byte[] Oci);
