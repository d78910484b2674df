using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>The fields of an EAPOL-Key frame.</summary>
internal static class KeyDescription
{
    private const DifferenceKind Kind = DifferenceKind.Key;

    public static void Add(FieldList fields, HandshakeFrame message, DescriptionContext context)
    {
        EapolKey key = message.Key;
        fields.Add(null, "Protocol Version", $"{key.Octets[0]}", Kind);
        fields.Add(null, "Descriptor Type", $"{key.DescriptorType}", Kind);
        fields.Add(null, "Key Descriptor Version", $"{key.Information.DescriptorVersion}", Kind);
        fields.AddBits(null, "Key Information", [(byte)key.Information.Value, (byte)(key.Information.Value >> 8)], BitNames.KeyInformation,
            Kind);
        fields.Add(null, "Key Length", $"{key.KeyLength}", Kind);
        fields.Add(null, "Key Nonce", key.HasNonZeroNonce ? "not zero" : "zero", Kind);
        fields.Add(null, "Key MIC", $"{key.MicLength} octets, {(key.HasNonZeroMic ? "not zero" : "zero")}", Kind);
        if (message.IsEncrypted)
        {
            fields.Add(null, "Key Data", $"{key.KeyDataLength} octets, encrypted", Kind);
            return;
        }

        ElementDescription.Add(fields, ElementsOf(message.Kdes), context);
        AddKdes(fields, message.Kdes, context);
    }

    /// <summary>The entries that are elements; padding and KDEs are none.</summary>
    private static Elements ElementsOf(in Kdes kdes)
    {
        var octets = new List<byte>();
        foreach (Kde entry in kdes)
        {
            if (entry.Selector is null)
            {
                octets.AddRange(entry.Element.Octets);
            }
        }

        return new Elements(octets.ToArray());
    }

    private static void AddKdes(FieldList fields, in Kdes kdes, DescriptionContext context)
    {
        foreach (Kde kde in kdes)
        {
            if (kde.Selector is not { } selector)
            {
                continue;
            }

            switch (kde.Type)
            {
                case KdeType.Pmkid:
                    fields.Add(null, "PMKID KDE", context.Origin.Of(kde.Data, context.Step), DifferenceKind.PmkidList);
                    break;
                case KdeType.MacAddress or KdeType.MloLink:
                    fields.Add(null, $"{kde.Type} KDE", "there", Kind);
                    break;
                case KdeType.None:
                    fields.Add(null, $"KDE {selector >> 24:X2}-{selector >> 16 & 0xFF:X2}-{selector >> 8 & 0xFF:X2}:{selector & 0xFF}",
                        $"{kde.Data.Length} octets", Kind);
                    break;
                default:
                    fields.Add(null, $"{kde.Type} KDE", $"{kde.Data.Length} octets", Kind);
                    break;
            }
        }

        if (kdes.Error is { } error)
        {
            fields.Add(null, "malformed Key Data", error.ToString().TrimEnd('.'), Kind);
        }
    }
}
