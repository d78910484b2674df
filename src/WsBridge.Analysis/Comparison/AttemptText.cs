using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>Names of steps.</summary>
public static class AttemptText
{
    /// <summary>E.g. Message 2, or Reassociation Request where the kind of the frame is known.</summary>
    public static string ToText(this AttemptStep step, FrameKind? kind = null) => step switch
    {
        AttemptStep.Attempt => "Attempt",
        AttemptStep.Beacon => kind == FrameKind.ProbeResponse ? "Probe Response" : "Beacon",
        AttemptStep.AuthenticationRequest => kind == FrameKind.Action ? "FT Request" : "Authentication request",
        AttemptStep.AuthenticationResponse => kind == FrameKind.Action ? "FT Response" : "Authentication response",
        AttemptStep.AssociationRequest => kind == FrameKind.ReassociationRequest ? "Reassociation Request" : "Association Request",
        AttemptStep.AssociationResponse => kind == FrameKind.ReassociationResponse ? "Reassociation Response" : "Association Response",
        AttemptStep.Eap => "EAP",
        AttemptStep.End => "End",
        _ => $"Message {step - AttemptStep.Message1 + 1}",
    };

    /// <summary>The words of the contract: beacon, auth_req, auth_resp, assoc_req, assoc_resp, eap, m1 to m4, deauth, attempt.</summary>
    public static string ToKey(this AttemptStep step) => step switch
    {
        AttemptStep.Attempt => "attempt",
        AttemptStep.Beacon => "beacon",
        AttemptStep.AuthenticationRequest => "auth_req",
        AttemptStep.AuthenticationResponse => "auth_resp",
        AttemptStep.AssociationRequest => "assoc_req",
        AttemptStep.AssociationResponse => "assoc_resp",
        AttemptStep.Eap => "eap",
        AttemptStep.End => "deauth",
        _ => $"m{step - AttemptStep.Message1 + 1}",
    };

    /// <summary>E.g. missing-frame, pmkid-count.</summary>
    public static string ToText(this DifferenceKind kind) => kind switch
    {
        DifferenceKind.MissingFrame => "missing-frame",
        DifferenceKind.PmkidCount => "pmkid-count",
        DifferenceKind.Refusal => "refusal",
        DifferenceKind.PmkidList => "pmkid-list",
        DifferenceKind.Exchange => "exchange",
        DifferenceKind.Rsne => "rsne",
        DifferenceKind.Transition => "ft-elements",
        DifferenceKind.Repetition => "repetition",
        DifferenceKind.Key => "key-frame",
        DifferenceKind.Capability => "capability",
        DifferenceKind.Timing => "timing",
        DifferenceKind.NotCaptured => "not-captured",
        _ => "other",
    };
}
