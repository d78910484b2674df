using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>Names of RSNE fields as the standard prints them.</summary>
internal static class RsneText
{
    private static readonly (RsneFields Field, string Words)[] Names =
    [
        (RsneFields.Version, "Version"),
        (RsneFields.GroupDataCipher, "Group Data Cipher Suite"),
        (RsneFields.PairwiseCiphers, "Pairwise Cipher Suite List"),
        (RsneFields.Akms, "AKM Suite List"),
        (RsneFields.Capabilities, "RSN Capabilities"),
        (RsneFields.Pmkids, "PMKID List"),
        (RsneFields.GroupManagementCipher, "Group Management Cipher Suite"),
        (RsneFields.Trailing, "octets after the last field"),
    ];

    /// <summary>The fields in one line.</summary>
    public static string FieldNames(RsneFields fields) =>
        string.Join(", ", Names.Where(name => (fields & name.Field) != 0).Select(name => name.Words));

    /// <summary>The first of the fields and its value, in the order of the RSNE.</summary>
    public static string FirstField(RsneFields differing, in Rsne rsne)
    {
        if (differing.HasFlag(RsneFields.Version))
        {
            return $"Version {rsne.Version}";
        }

        if (differing.HasFlag(RsneFields.GroupDataCipher))
        {
            return $"group data cipher {rsne.GroupDataCipher?.ToString() ?? "absent"}";
        }

        if (differing.HasFlag(RsneFields.PairwiseCiphers))
        {
            return rsne.PairwiseCiphers.Count == 0
                ? "no pairwise cipher"
                : $"{rsne.PairwiseCiphers.Count} pairwise ciphers from {rsne.PairwiseCiphers[0]}";
        }

        if (differing.HasFlag(RsneFields.Akms))
        {
            return rsne.Akms.Count == 0
                ? "no AKM"
                : rsne.Akms.Count == 1 ? $"AKM {rsne.Akms[0]}"
                : $"{rsne.Akms.Count} AKMs, {rsne.Akms[0]} and {rsne.Akms[1]}{(rsne.Akms.Count > 2 ? ", …" : "")}";
        }

        if (differing.HasFlag(RsneFields.Capabilities))
        {
            return $"RSN Capabilities {rsne.Capabilities.GetValueOrDefault()}";
        }

        return differing.HasFlag(RsneFields.GroupManagementCipher)
            ? $"group management cipher {rsne.GroupManagementCipher?.ToString() ?? "absent"}"
            : $"{rsne.Trailing.Length} further octets";
    }
}
