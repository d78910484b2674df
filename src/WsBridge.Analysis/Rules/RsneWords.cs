using WsBridge.Dot11;

namespace WsBridge.Analysis.Rules;

/// <summary>Names of RSNE fields as the standard prints them.</summary>
internal static class RsneWords
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
    public static string Of(RsneFields fields) => string.Join(", ", Names.Where(name => (fields & name.Field) != 0).Select(name => name.Words));
}
