using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>The fields of an RSNE.</summary>
internal static class RsneDescription
{
    public static void Add(FieldList fields, in Element element, string name, DescriptionContext context)
    {
        Rsne rsne = Rsne.ReadLenient(element.Body, out ParseError? error);
        fields.Add(new FrameField(name, null, "there", DifferenceKind.Rsne));
        fields.Add(name, "PMKID Count", rsne.PmkidCount is { } count ? $"{count}" : "absent", DifferenceKind.PmkidCount);
        fields.Add(name, "PMKID List", context.Origin.ListOf(rsne, context.Step), DifferenceKind.PmkidList);
        AddField(fields, name, RsneFields.Version, rsne.Version?.ToString(null, null));
        AddField(fields, name, RsneFields.GroupDataCipher, rsne.GroupDataCipher?.ToString());
        AddField(fields, name, RsneFields.PairwiseCiphers, Words(rsne.PairwiseCiphers));
        AddField(fields, name, RsneFields.Akms, Words(rsne.Akms));
        AddCapabilities(fields, name, rsne.Capabilities);
        AddField(fields, name, RsneFields.GroupManagementCipher, rsne.GroupManagementCipher?.ToString());
        if (!rsne.Trailing.IsEmpty)
        {
            AddField(fields, name, RsneFields.Trailing, Convert.ToHexStringLower(rsne.Trailing));
        }

        if (error is { } problem)
        {
            fields.Add(name, "malformed", problem.ToString().TrimEnd('.'), DifferenceKind.Rsne);
        }

        if (context.Step == AttemptStep.Message2)
        {
            AddAgainstRequest(fields, name, rsne, context);
        }
    }

    /// <summary>The fields of a WPA element, which are those of an RSNE up to the AKMs.</summary>
    public static void AddWpa(FieldList fields, in Element element, string name)
    {
        fields.Add(new FrameField(name, null, "there", DifferenceKind.Rsne));
        if (!WpaElement.TryParse(element, out WpaElement wpa, out ParseError error))
        {
            fields.Add(name, "malformed", error.ToString().TrimEnd('.'), DifferenceKind.Rsne);
            return;
        }

        Rsne read = wpa.Fields;
        AddField(fields, name, RsneFields.Version, read.Version?.ToString(null, null));
        AddField(fields, name, RsneFields.GroupDataCipher, read.GroupDataCipher?.ToString());
        AddField(fields, name, RsneFields.PairwiseCiphers, Words(read.PairwiseCiphers));
        AddField(fields, name, RsneFields.Akms, Words(read.Akms));
    }

    private static void AddField(FieldList fields, string element, RsneFields field, string? value) =>
        fields.Add(element, RsneText.FieldNames(field), value ?? "absent", DifferenceKind.Rsne);

    private static void AddCapabilities(FieldList fields, string element, RsnCapabilities? capabilities)
    {
        if (capabilities is not { } there)
        {
            AddField(fields, element, RsneFields.Capabilities, null);
            return;
        }

        fields.AddBits(element, RsneText.FieldNames(RsneFields.Capabilities), [(byte)there.Value, (byte)(there.Value >> 8)],
            BitNames.RsnCapabilities, DifferenceKind.Rsne,
            $"PTKSA Replay Counter {there.PtksaReplayCounter}", $"GTKSA Replay Counter {there.GtksaReplayCounter}");
    }

    /// <summary>Message 2 repeats the RSNE of the request; only PMKIDs may be others.</summary>
    private static void AddAgainstRequest(FieldList fields, string element, in Rsne rsne, DescriptionContext context)
    {
        if (context.Attempt.First(AttemptStep.AssociationRequest) is { } request
            && request.Elements.TryFind(ElementId.Rsne, out Element sent))
        {
            RsneFields other = Rsne.Differences(Rsne.ReadLenient(sent.Body), rsne, ignorePmkids: true);
            string text = other == RsneFields.None ? "the same" : $"other {RsneText.FieldNames(other)}";
            fields.Add(element, "against the association request", text,
                DifferenceKind.Rsne);
        }
    }

    private static string Words(in CipherSuiteList suites)
    {
        var words = new List<string>();
        for (int i = 0; i < suites.Count; i++)
        {
            words.Add(suites[i].ToString());
        }

        return words.Count > 0 ? string.Join(", ", words) : "absent";
    }

    private static string Words(in AkmSuiteList suites)
    {
        var words = new List<string>();
        for (int i = 0; i < suites.Count; i++)
        {
            words.Add(suites[i].ToString());
        }

        return words.Count > 0 ? string.Join(", ", words) : "absent";
    }
}
