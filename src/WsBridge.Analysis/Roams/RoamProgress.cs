using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>How far an association attempt has come: what is needed to follow it, until nothing about it can change any more.</summary>
public abstract class RoamProgress : AssociationAttempt
{
    private protected RoamProgress(FrameRef start)
        : base(start)
    {
    }

    /// <summary>Algorithm of the Authentication request of this attempt.</summary>
    internal ushort? Algorithm { get; set; }

    internal bool IsOverTheDs { get; set; }

    /// <summary>The STA was associated with the target before, in this capture.</summary>
    internal bool WasHere { get; init; }

    /// <summary>The STA got keys by EAP at some AP before, in this capture.</summary>
    internal bool HadEap { get; init; }

    /// <summary>The STA had tried to, and the capture does not show how that ended.</summary>
    internal bool MayHaveHadEap { get; init; }

    /// <summary>Of the latest FT response over the air; null when there was none, or a refusal.</summary>
    internal Acknowledgement? FtAnswer { get; set; }

    /// <summary>It has stopped, as far as known: what the STA sends next begins another attempt, unless the AP goes on after all.</summary>
    internal bool IsDecided { get; set; }

    /// <summary>The frame where that, or a refusal, became clear.</summary>
    internal StoredFrame? DecidedOn { get; set; }

    /// <summary>Requests since the last answer.</summary>
    internal int Unanswered { get; set; }

    /// <summary>Frames of it were cut off: its handshake may have run in data frames of which too little is left to know them.</summary>
    internal bool IsCutOff { get; set; }

    /// <summary>The directions in which protected data went at the target after its response, before a handshake was captured.</summary>
    internal (bool Up, bool Down) Encrypted { get; set; }

    /// <summary>
    /// Under EPPKE: its response was there, which is encrypted, and data alone tells that the AP accepted. Without any it may have been so.
    /// </summary>
    internal bool AwaitsData { get; set; }

    /// <summary>It was running when a Deauthentication or Disassociation came, which is yet to be judged.</summary>
    internal bool WasRunning { get; set; }

    /// <summary>When that became clear.</summary>
    internal long OverAt { get; set; }

    /// <summary>Data flowed, so it must have succeeded, but the frame that completed it is missing.</summary>
    internal bool EndNotCaptured { get; set; }

    /// <summary>The handshake that completed it; any other one at this BSS is rekeying.</summary>
    internal Handshake? Handshake { get; set; }

    internal long? LastDataBefore { get; set; }

    /// <summary>When the STA sent data to another AP while the attempt ran; null as long as it has not.</summary>
    internal long? ElsewhereAt { get; set; }

    /// <summary>No data can follow any more: the STA started over or left.</summary>
    internal bool IsPast { get; set; }

    /// <summary>It was handed out and does not change any more.</summary>
    internal bool IsSettled { get; set; }

    /// <summary>The STA had associated with another AP before the Deauthentication or Disassociation that may mean a refusal.</summary>
    internal bool HasMovedOn { get; set; }

    /// <summary>Its success was told; it is told once, though it may turn out to be none and come again.</summary>
    internal bool IsCompleted { get; set; }

    /// <summary>The STA had left its old AP, or was sent away, before it began.</summary>
    internal bool HadLeft { get; init; }

    /// <summary>When the first data frame of the STA came after success.</summary>
    internal long? FirstUpAt { get; private set; }

    /// <summary>When the first data frame to it came.</summary>
    internal long? FirstDownAt { get; private set; }

    internal long? FirstDataAt => FirstUpAt is { } up && FirstDownAt is { } down ? Math.Min(up, down) : FirstUpAt ?? FirstDownAt;

    /// <summary>A data frame after success.</summary>
    internal void AddData(long time, bool fromAp)
    {
        if (fromAp)
        {
            FirstDownAt ??= time;
        }
        else
        {
            FirstUpAt ??= time;
        }
    }

    /// <summary>It did not succeed after all.</summary>
    internal void ClearData() => FirstUpAt = FirstDownAt = null;
}
