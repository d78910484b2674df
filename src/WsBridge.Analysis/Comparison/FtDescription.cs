using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>The fields of MDE and FTE.</summary>
internal static class FtDescription
{
    private const DifferenceKind Kind = DifferenceKind.Transition;

    public static void AddMde(FieldList fields, in Element element, string name)
    {
        fields.Add(new FrameField(name, null, "there", Kind));
        if (!Mde.TryParse(element.Body, out Mde mde, out ParseError error))
        {
            fields.Add(name, "malformed", error.ToString().TrimEnd('.'), Kind);
            return;
        }

        fields.Add(name, "MDID", mde.Mdid.ToString(), Kind);
        fields.AddBits(name, "FT Capability and Policy", [mde.FtCapabilityAndPolicy],
            ["Fast BSS Transition over DS", "Resource Request Protocol Capability"], Kind);
    }

    public static void AddFte(FieldList fields, ReadOnlySpan<byte> body, string name, DescriptionContext context)
    {
        fields.Add(new FrameField(name, null, "there", Kind));
        int micLength = (context.Akm is { IsMicLengthKnown: true } akm ? akm.FteMicLength : null) ?? Fte.GuessMicLength(body) ?? 16;
        if (!Fte.TryParse(body, micLength, out Fte fte, out ParseError error))
        {
            fields.Add(name, "malformed", error.ToString().TrimEnd('.'), Kind);
            return;
        }

        fields.Add(name, "RSNXE Used", fte.RsnxeUsed ? "1" : "0", Kind);
        fields.Add(name, "MIC Length", $"{micLength} octets", Kind);
        fields.Add(name, "Element Count", $"{fte.ElementCount}", Kind);
        fields.Add(name, "MIC", Filled(fte.Mic), Kind);
        fields.Add(name, "ANonce", Filled(fte.ANonce), Kind);
        fields.Add(name, "SNonce", Filled(fte.SNonce), Kind);
        AddSubelements(fields, fte, name, context);
        if (context.Step == AttemptStep.Message2 && context.Attempt.First(AttemptStep.AssociationResponse) is { } response
            && response.Elements.TryFind(ElementId.Fte, out Element there))
        {
            fields.Add(name, "against the association response",
                response.Elements.JoinedBody(there).SequenceEqual(body) ? "the same" : "other octets", Kind);
        }
    }

    private static void AddSubelements(FieldList fields, in Fte fte, string name, DescriptionContext context)
    {
        foreach (Element subelement in fte.Subelements)
        {
            ReadOnlySpan<byte> body = subelement.Octets[2..];
            switch (subelement.Id)
            {
                case FteSubelement.R1khId when fte.TryGetR1khId(out MacAddress r1khId):
                    fields.Add(name, "R1KH-ID", r1khId == context.Bssid ? "the BSSID" : r1khId.ToString(), Kind,
                        isOfThePlace: r1khId != context.Bssid);
                    break;
                case FteSubelement.R0khId:
                    fields.Add(name, "R0KH-ID", Ssid.ToText(body), Kind, isOfThePlace: true);
                    break;
                case FteSubelement.Oci:
                    fields.Add(name, "OCI", Convert.ToHexStringLower(body), Kind, isOfThePlace: true);
                    break;
                default:
                    fields.Add(name, SubelementName(subelement.Id), $"{body.Length} octets", Kind);
                    break;
            }
        }

        if (fte.Subelements.Error is { } error)
        {
            fields.Add(name, "malformed", error.ToString().TrimEnd('.'), Kind);
        }
    }

    private static string SubelementName(byte id) => id switch
    {
        FteSubelement.Gtk => "GTK",
        FteSubelement.Igtk => "IGTK",
        FteSubelement.Bigtk => "BIGTK",
        FteSubelement.MloGtk => "MLO GTK",
        FteSubelement.MloIgtk => "MLO IGTK",
        FteSubelement.MloBigtk => "MLO BIGTK",
        _ => $"subelement {id}",
    };

    private static string Filled(ReadOnlySpan<byte> octets) => octets.ContainsAnyExcept((byte)0) ? "not zero" : "zero";
}
