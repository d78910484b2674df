using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Exchanges;

/// <summary>FILS shared key authentication as keys see it: the frames with the nonces, and what a key has decrypted.</summary>
internal sealed class FilsExchange
{
    /// <summary>The latest Authentication request, which has SNonce.</summary>
    public required StoredFrame Asked { get; set; }

    /// <summary>The latest Authentication response of status 0, which has ANonce; null before it.</summary>
    public StoredFrame? Answered { get; set; }

    /// <summary>What the (Re)Association Request has encrypted; null where no known key decrypts it.</summary>
    public FilsClear? Request { get; set; }

    /// <summary>What the (Re)Association Response has encrypted; null where no known key decrypts it.</summary>
    public FilsClear? Response { get; set; }
}
