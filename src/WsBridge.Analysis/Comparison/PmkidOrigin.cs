using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>
/// Says of a PMKID where in the same attempt it was before: its octets as such differ in every session. Only where nothing enters into it
/// but a preshared key and names that are equal in both attempts are the octets worth comparing.
/// </summary>
internal sealed class PmkidOrigin(AttemptFrames attempt, bool showsOctets)
{
    private static readonly (AttemptStep Step, string Words)[] Earlier =
    [
        (AttemptStep.AuthenticationRequest, "as in the FT request"),
        (AttemptStep.AssociationRequest, "as in the association request"),
        (AttemptStep.Message1, "as in message 1"),
    ];

    /// <summary>E.g. "1: not named before, 2: as in the association request".</summary>
    public string ListOf(in Rsne rsne, AttemptStep step)
    {
        if (rsne.PmkidsThere == 0)
        {
            return rsne.PmkidCount > 0 ? $"none, of {rsne.PmkidCount} declared" : "none";
        }

        var words = new List<string>();
        for (int i = 0; i < rsne.PmkidsThere; i++)
        {
            words.Add($"{i + 1}: {Of(rsne.Pmkid(i), step)}");
        }

        return string.Join(", ", words) + (rsne.PmkidsThere < rsne.PmkidCount ? $", of {rsne.PmkidCount} declared" : "");
    }

    /// <summary>One PMKID.</summary>
    public string Of(ReadOnlySpan<byte> pmkid, AttemptStep step)
    {
        if (!pmkid.ContainsAnyExcept((byte)0))
        {
            return "zero";
        }

        foreach ((AttemptStep earlier, string words) in Earlier)
        {
            if (earlier < step && Names(earlier, pmkid))
            {
                return words;
            }
        }

        return showsOctets ? Convert.ToHexStringLower(pmkid) : "not named before";
    }

    private bool Names(AttemptStep step, ReadOnlySpan<byte> pmkid)
    {
        if (step == AttemptStep.Message1)
        {
            return attempt.Message(step)?.Kdes.TryFind(KdeType.Pmkid, out Kde kde) == true && kde.Data.SequenceEqual(pmkid);
        }

        return attempt.First(step) is { } frame && frame.Elements.TryFind(ElementId.Rsne, out Element element)
            && Rsne.ReadLenient(element.Body).ContainsPmkid(pmkid);
    }
}
