namespace WsBridge.Analysis;

/// <summary>The clauses that rules cite. Each was found cited in the source named beside it; the text of the standard was not at hand.</summary>
internal static class Clauses
{
    /// <summary>FT initial mobility domain association in an RSN (hostap commit c97168f58).</summary>
    public static Clause FtInitialAssociation { get; } = Clause.Std2020("13.4.2");

    /// <summary>FT authentication sequence, contents of the first message (cited as 13.8 by Wireshark's dot11decrypt.c).</summary>
    public static Clause FtFirstMessage { get; } = Clause.Std2016("13.8.2");

    /// <summary>FT authentication sequence, contents of the second message (iwd src/ft.c).</summary>
    public static Clause FtSecondMessage { get; } = Clause.Std2012("12.8.3");

    /// <summary>FT authentication sequence, contents of the third message (Wireshark dot11decrypt.c).</summary>
    public static Clause FtThirdMessage { get; } = Clause.Std2016("13.8.4");

    /// <summary>FT authentication sequence, contents of the fourth message (Wireshark dot11decrypt.c).</summary>
    public static Clause FtFourthMessage { get; } = Clause.Std2016("13.8.5");

    /// <summary>4-way handshake message 1 (iwd src/eapol.c).</summary>
    public static Clause Message1 { get; } = Clause.Std2020("12.7.6.2");

    /// <summary>4-way handshake message 2 (iwd src/eapol.c).</summary>
    public static Clause Message2 { get; } = Clause.Std2020("12.7.6.3");

    /// <summary>4-way handshake message 3 (iwd src/eapol.c).</summary>
    public static Clause Message3 { get; } = Clause.Std2020("12.7.6.4");

    /// <summary>4-way handshake message 4 (iwd src/eapol.c).</summary>
    public static Clause Message4 { get; } = Clause.Std2020("12.7.6.5");

    /// <summary>Group key handshake message 1 (iwd src/eapol.c).</summary>
    public static Clause GroupMessage1 { get; } = Clause.Std2020("12.7.7.2");

    /// <summary>EAPOL-Key frames (iwd src/eapol.c).</summary>
    public static Clause EapolKeyFrames { get; } = Clause.Std2020("12.7.2");

    /// <summary>RSNE (iwd src/station.c).</summary>
    public static Clause Rsne { get; } = Clause.Std2020("9.4.2.24");

    /// <summary>PMKID (hostap wpa_common.c, rsn_pmkid).</summary>
    public static Clause Pmkid { get; } = Clause.Std2016("12.7.1.3");

    /// <summary>FT-EAP PMKSA caching (hostap commit b6d3fd05e).</summary>
    public static Clause FtEapPmkid { get; } = Clause.Std2020("12.11.2.5.2");

    /// <summary>Status codes (hostap ieee802_11_defs.h).</summary>
    public static Clause StatusCodes { get; } = Clause.Std2024("9.4.1.9");

    /// <summary>Reason codes (hostap ieee802_11_defs.h).</summary>
    public static Clause ReasonCodes { get; } = Clause.Std2020("9.4.1.7");

    /// <summary>BTM status codes (hostap ieee802_11_defs.h).</summary>
    public static Clause BtmStatus { get; } = Clause.Std2020("Table 9-428");
}
