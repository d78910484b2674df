using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Exchanges;

/// <summary>FILS shared key authentication as keys see it: the frames with the nonces, and what a key has decrypted.</summary>
internal sealed class FilsExchange
{
    /// <summary>The latest Authentication request, which has SNonce.</summary>
    public required StoredFrame Asked { get; set; }

    /// <summary>The latest Authentication response of status 0, which has ANonce; null before it.</summary>
    public StoredFrame? Answered { get; set; }

    /// <summary>The (Re)Association Request in the clear; null where no known key decrypts it.</summary>
    public StoredFrame? Request { get; set; }

    /// <summary>The (Re)Association Response in the clear; null where no known key decrypts it.</summary>
    public StoredFrame? Response { get; set; }
}
