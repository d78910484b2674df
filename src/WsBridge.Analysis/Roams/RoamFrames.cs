using WsBridge.Analysis.Frames;

namespace WsBridge.Analysis.Roams;

/// <summary>The key frames of an attempt; null or empty is "not captured".</summary>
public sealed class RoamFrames
{
    // A frame without a number is none: there are very many of these, and null would take as much room again.
    private FrameRef _authenticationRequest;
    private FrameRef _authenticationResponse;
    private FrameRef _associationRequest;
    private FrameRef _associationResponse;
    private FrameRef _deauthentication;
    private FourMessages<FrameRef> _messages;

    /// <summary>The first Authentication request, or FT Request action frame.</summary>
    public FrameRef? AuthenticationRequest
    {
        get => OrNone(_authenticationRequest);
        internal set => _authenticationRequest = value ?? default;
    }

    /// <summary>
    /// The Authentication response (FT Response action frame) that the association builds on: the last one before the association request.
    /// </summary>
    public FrameRef? AuthenticationResponse
    {
        get => OrNone(_authenticationResponse);
        internal set => _authenticationResponse = value ?? default;
    }

    /// <summary>The first (Re)Association Request.</summary>
    public FrameRef? AssociationRequest
    {
        get => OrNone(_associationRequest);
        internal set => _associationRequest = value ?? default;
    }

    /// <summary>The (Re)Association Response that decided: the first of status 0, else the last.</summary>
    public FrameRef? AssociationResponse
    {
        get => OrNone(_associationResponse);
        internal set => _associationResponse = value ?? default;
    }

    /// <summary>Every transmission of message 1.</summary>
    public Transmissions<FrameRef> M1 => _messages.M1;

    /// <summary>Every transmission of message 2.</summary>
    public Transmissions<FrameRef> M2 => _messages.M2;

    /// <summary>Every transmission of message 3.</summary>
    public Transmissions<FrameRef> M3 => _messages.M3;

    /// <summary>Every transmission of message 4 that is not encrypted.</summary>
    public Transmissions<FrameRef> M4 => _messages.M4;

    /// <summary>
    /// The Deauthentication or Disassociation that ended the attempt; one that ends a successful association later is not part of it.
    /// </summary>
    public FrameRef? Deauthentication
    {
        get => OrNone(_deauthentication);
        internal set => _deauthentication = value ?? default;
    }

    /// <summary>All of them, in the order of the exchange.</summary>
    public IEnumerable<FrameRef> All
    {
        get
        {
            FrameRef?[] single = [AuthenticationRequest, AuthenticationResponse, AssociationRequest, AssociationResponse];
            return [.. single.OfType<FrameRef>(), .. M1, .. M2, .. M3, .. M4, .. Deauthentication is { } end ? (FrameRef[])[end] : []];
        }
    }

    private static FrameRef? OrNone(FrameRef frame) => frame.Id == 0 ? null : frame;

    internal bool HasHandshake => !_messages.IsEmpty;

    /// <summary>The attempt authenticates once more: what was answered is of its first try.</summary>
    internal void BeginAgain() => AuthenticationResponse = AssociationRequest = AssociationResponse = null;

    internal void AddMessage(int number, FrameRef frame)
    {
        Transmissions<FrameRef> before = number switch { 1 => M1, 2 => M2, 3 => M3, _ => M4 };
        if (before.Count < Repetitions.Max)
        {
            _messages.Add(number, frame);
        }
    }
}
