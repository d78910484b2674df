using WsBridge.Analysis.Exchanges;

namespace WsBridge.Analysis.Roams;

/// <summary>The key frames of an attempt; null or empty is "not captured".</summary>
public sealed class RoamFrames
{
    private static readonly List<FrameRef> None = [];

    private List<FrameRef>? _m1;
    private List<FrameRef>? _m2;
    private List<FrameRef>? _m3;
    private List<FrameRef>? _m4;

    /// <summary>The first Authentication request, or FT Request action frame.</summary>
    public FrameRef? AuthenticationRequest { get; internal set; }

    /// <summary>The Authentication response (FT Response action frame) that the association builds on: the last one before the association request.</summary>
    public FrameRef? AuthenticationResponse { get; internal set; }

    /// <summary>The first (Re)Association Request.</summary>
    public FrameRef? AssociationRequest { get; internal set; }

    /// <summary>The (Re)Association Response that decided: the first of status 0, else the last.</summary>
    public FrameRef? AssociationResponse { get; internal set; }

    /// <summary>Every transmission of message 1.</summary>
    public IReadOnlyList<FrameRef> M1 => _m1 ?? None;

    /// <summary>Every transmission of message 2.</summary>
    public IReadOnlyList<FrameRef> M2 => _m2 ?? None;

    /// <summary>Every transmission of message 3.</summary>
    public IReadOnlyList<FrameRef> M3 => _m3 ?? None;

    /// <summary>Every transmission of message 4 that is not encrypted.</summary>
    public IReadOnlyList<FrameRef> M4 => _m4 ?? None;

    /// <summary>The Deauthentication or Disassociation that ended the attempt; one that ends a successful association later is not part of it.</summary>
    public FrameRef? Deauthentication { get; internal set; }

    /// <summary>All of them, in the order of the exchange.</summary>
    public IEnumerable<FrameRef> All
    {
        get
        {
            FrameRef?[] single = [AuthenticationRequest, AuthenticationResponse, AssociationRequest, AssociationResponse];
            return [.. single.OfType<FrameRef>(), .. M1, .. M2, .. M3, .. M4, .. Deauthentication is { } end ? (FrameRef[])[end] : []];
        }
    }

    internal bool HasHandshake => (_m1 ?? _m2 ?? _m3 ?? _m4) is not null;

    internal void AddMessage(int number, FrameRef frame)
    {
        List<FrameRef> list = Transmissions(number) ??= new List<FrameRef>(1);
        if (list.Count < Repetitions.Most)
        {
            list.Add(frame);
        }
    }

    private ref List<FrameRef>? Transmissions(int number)
    {
        switch (number)
        {
            case 1:
                return ref _m1;
            case 2:
                return ref _m2;
            case 3:
                return ref _m3;
            default:
                return ref _m4;
        }
    }
}
