using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>Takes 802.11 frames out of other packets. One is for one capture; frames come in its order.</summary>
public interface IFrameUnwrapper
{
    /// <summary>Looks for a frame inside a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="inner">The frame in it, with the packet's id; valid until the next call.</param>
    /// <param name="shift">What an offset in the frame needs to be one in the packet; null where the frame came in several packets.</param>
    bool TryUnwrap(in Frame packet, out Frame inner, out int? shift);
}
