namespace WsBridge.Dot11;

/// <summary>
/// The elements of an Authentication frame of any algorithm. Under SAE and FILS with PFS fields of lengths that depend on the group, a
/// token or the hash stand in front of them, and where the elements begin is said nowhere.
/// </summary>
public static class AuthenticationElements
{
    /// <summary>No scalar, element or confirm is shorter.</summary>
    private const int ShortestConfirm = 2 + 32;

    /// <summary>The elements that begin with or after the first Basic Multi-Link element; empty when there is none.</summary>
    /// <remarks>
    /// In front of SAE's elements anything may stand, so that a Multi-Link element counts only where elements follow each other from it to
    /// the end of the frame and it names an individual address with a Common Info of possible length.
    /// </remarks>
    public static bool TryFindMultiLink(in Authentication authentication, out MultiLink multiLink)
    {
        if (authentication.Algorithm is not (Authentication.Sae or Authentication.FilsPfs or Authentication.FilsPublicKey))
        {
            return MultiLink.TryFindBasic(authentication.Elements, out multiLink);
        }

        ReadOnlySpan<byte> body = authentication.AlgorithmBody;
        for (int at = First(authentication); at + 3 < body.Length; at++)
        {
            int next = body[at..].IndexOf(ElementId.Extension);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (at + 2 < body.Length && body[at + 2] == MultiLink.ExtensionId && new Elements(body[at..]) is { AreWhole: true } elements
                && MultiLink.TryFindBasic(elements, out multiLink))
            {
                return true;
            }
        }

        multiLink = default;
        return false;
    }

    private static int First(in Authentication authentication) => authentication switch
    {
        { Algorithm: Authentication.Sae, Transaction: 1 } => 2 + SizeOf(authentication.SaeGroup, authentication.AlgorithmBody.Length),
        { Algorithm: Authentication.Sae, Transaction: 2 } => ShortestConfirm,
        _ => 0,
    };

    /// <summary>Octets of scalar and element; 0 in an answer that has neither.</summary>
    private static int SizeOf(ushort? group, int there)
    {
        int size = group switch
        {
            19 or 28 => 3 * 32,
            20 or 29 => 3 * 48,
            21 => 3 * 66,
            30 => 3 * 64,
            25 => 3 * 24,
            26 => 3 * 28,
            15 => 2 * 384,
            16 => 2 * 512,
            17 => 2 * 768,
            18 => 2 * 1024,
            _ => 0,
        };
        return 2 + size <= there ? size : 0;
    }
}
