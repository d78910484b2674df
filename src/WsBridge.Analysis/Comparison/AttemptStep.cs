namespace WsBridge.Analysis.Comparison;

/// <summary>The steps of an association attempt, in the order of the exchange.</summary>
public enum AttemptStep
{
    /// <summary>The attempt as a whole.</summary>
    Attempt,

    /// <summary>The AP's Beacon or Probe Response.</summary>
    Beacon,

    /// <summary>Authentication request, or FT Request action frame.</summary>
    AuthenticationRequest,

    /// <summary>Its response.</summary>
    AuthenticationResponse,

    /// <summary>Association Request or Reassociation Request.</summary>
    AssociationRequest,

    /// <summary>Its response.</summary>
    AssociationResponse,

    /// <summary>EAP.</summary>
    Eap,

    /// <summary>Message 1 of the 4-way handshake.</summary>
    Message1,

    /// <summary>Message 2.</summary>
    Message2,

    /// <summary>Message 3.</summary>
    Message3,

    /// <summary>Message 4.</summary>
    Message4,

    /// <summary>Deauthentication or Disassociation that ended the attempt.</summary>
    End,
}
