using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Exchanges;

/// <summary>
/// The latest unencrypted data frame of each side that could not be read: a cut-off or incomplete EAPOL packet, a broken A-MSDU, what is no
/// LLC/SNAP. Whoever sent it was not silent, and it may be the very message that is missing.
/// </summary>
internal struct UnreadFrames
{
    /// <summary>That of the STA; null when all could be read.</summary>
    public StoredFrame? FromSta { get; private set; }

    /// <summary>That of the AP; null when all could be read.</summary>
    public StoredFrame? FromAp { get; private set; }

    /// <summary>A frame could not be read.</summary>
    public void Add(StoredFrame frame, bool fromAp)
    {
        if (fromAp)
        {
            FromAp = frame;
        }
        else
        {
            FromSta = frame;
        }
    }

    /// <summary>Fragments that could not be read one by one were read together.</summary>
    public void Remove(StoredFrame firstFragment, bool fromAp)
    {
        if (fromAp && FromAp?.Ref.Id >= firstFragment.Ref.Id)
        {
            FromAp = null;
        }
        else if (!fromAp && FromSta?.Ref.Id >= firstFragment.Ref.Id)
        {
            FromSta = null;
        }
    }
}
