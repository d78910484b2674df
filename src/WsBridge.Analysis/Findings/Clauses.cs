namespace WsBridge.Analysis.Findings;

/// <summary>
/// The clauses that rules cite: those of the 2020 edition where a source numbers it, an older edition where only that is cited, and none
/// where nobody does. A number that is the same in two editions is cited from the later one.
/// </summary>
internal static class Clauses
{
    /// <summary>FT initial mobility domain association in an RSN.</summary>
    public static Clause FtInitialAssociation { get; } = Clause.Std2020("13.4.2", "hostap src/ap/ieee802_1x.c");

    /// <summary>FT authentication sequence, contents of the first message. No source numbers it in a later edition.</summary>
    public static Clause FtFirstMessage { get; } = Clause.Std2012("12.8.2", "iwd src/netdev.c");

    /// <summary>FT authentication sequence, contents of the second message. No source numbers it in a later edition.</summary>
    public static Clause FtSecondMessage { get; } = Clause.Std2012("12.8.3", "iwd src/ft.c");

    /// <summary>FT authentication sequence, contents of the third message. No source numbers it in the 2020 edition.</summary>
    public static Clause FtThirdMessage { get; } = Clause.Std2016("13.8.4", "Wireshark epan/crypt/dot11decrypt.c");

    /// <summary>FT authentication sequence, contents of the fourth message. No source numbers it in the 2020 edition.</summary>
    public static Clause FtFourthMessage { get; } = Clause.Std2016("13.8.5", "Wireshark epan/crypt/dot11decrypt.c");

    /// <summary>4-way handshake message 1. Fuchsia's wlan-rsn cites the same number of the 2016 edition.</summary>
    public static Clause Message1 { get; } = Clause.Std2020("12.7.6.2", "iwd src/eapol.c");

    /// <summary>4-way handshake message 2.</summary>
    public static Clause Message2 { get; } = Clause.Std2020("12.7.6.3", "iwd src/eapol.c");

    /// <summary>4-way handshake message 3.</summary>
    public static Clause Message3 { get; } = Clause.Std2020("12.7.6.4", "iwd src/eapol.c");

    /// <summary>4-way handshake message 4.</summary>
    public static Clause Message4 { get; } = Clause.Std2020("12.7.6.5", "iwd src/eapol.c");

    /// <summary>Group key handshake message 1. Fuchsia's wlan-rsn cites the same number of the 2016 edition.</summary>
    public static Clause GroupMessage1 { get; } = Clause.Std2020("12.7.7.2", "iwd src/eapol.c");

    /// <summary>EAPOL-Key frames.</summary>
    public static Clause EapolKeyFrames { get; } = Clause.Std2020("12.7.2", "iwd src/eapolutil.c");

    /// <summary>RSNE; 9.4.2.25 in the 2016 edition, 9.4.2.23 in that of 2024.</summary>
    public static Clause Rsne { get; } = Clause.Std2020("9.4.2.24", "hostap src/common/qca-vendor.h");

    /// <summary>
    /// Pairwise key hierarchy, which defines the PMKID; the same number in the 2016 edition (hostap src/common/wpa_common.c).
    /// </summary>
    public static Clause Pmkid { get; } = Clause.Std2020("12.7.1.3", "wisun-br-linux common/crypto/ieee80211.h");

    /// <summary>PMKSA caching with FT-EAP.</summary>
    public static Clause FtEapPmkid { get; } = Clause.Std2020("12.11.2.5.2", "hostap commit b6d3fd05e");

    /// <summary>Status codes; the same number in the edition of 2024, which hostap cites today.</summary>
    public static Clause StatusCodes { get; } = Clause.Std2020("9.4.1.9", "hostap src/common/ieee802_11_defs.h, commit 4efb0247a");

    /// <summary>Reason codes.</summary>
    public static Clause ReasonCodes { get; } = Clause.Std2020("9.4.1.7", "hostap src/common/ieee802_11_defs.h");

    /// <summary>BTM status codes.</summary>
    public static Clause BtmStatus { get; } = Clause.Std2020("Table 9-428", "hostap src/common/ieee802_11_defs.h");
}
