using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Exchanges;

/// <summary>A STA's latest FT initial mobility domain association, on whose PMK-R0 its FT roams in that domain build.</summary>
public sealed class InitialAssociation
{
    /// <summary>Its AP; null when it was not captured.</summary>
    public Bss? Bss { get; private set; }

    /// <summary>The successful (Re)Association Response; null when it was not captured.</summary>
    public StoredFrame? Response { get; private set; }

    /// <summary>An association before was cut off where it would say that it is this one.</summary>
    public bool MayBeCutOff { get; internal init; }

    /// <summary>Its AKM.</summary>
    public AkmSuite? Akm { get; private set; }

    /// <summary>Message 4 of its handshake was captured: the PMK-R0 is in use. Until then the STA may still hold an earlier one.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>FT requests of the STA in this mobility domain since then, or since the capture began.</summary>
    public int FtRequests { get; internal set; }

    /// <summary>PMKR0Name that an AP of the domain has accepted since then; null while none has.</summary>
    internal byte[]? PmkR0Name { get; set; }

    internal void Begin(Association association)
    {
        Bss = association.Bss;
        Response = association.Response;
        Akm = association.Akm;
        IsComplete = false;
        FtRequests = 0;
        PmkR0Name = null;
    }

    internal void Complete(Association association) => IsComplete |= Response is not null && Response == association.Response;
}
