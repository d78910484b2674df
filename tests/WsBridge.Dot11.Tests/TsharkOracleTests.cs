using System.Globalization;
using WsBridge.Capture;

namespace WsBridge.Dot11.Tests;

/// <summary>Where Wireshark decodes the same field, the values agree.</summary>
[TestFixture]
internal sealed class TsharkOracleTests
{
    private static readonly string[] s_fields =
    [
        "wlan.fc.type_subtype", "wlan.ra", "wlan.ta", "wlan.da", "wlan.sa", "wlan.bssid", "wlan.seq", "wlan.frag", "wlan.fc.retry",
        "wlan.fc.protected", "radiotap.channel.freq", "radiotap.dbm_antsignal",
        "wlan.fixed.auth.alg", "wlan.fixed.auth_seq", "wlan.fixed.status_code", "wlan.fixed.reason_code", "wlan.fixed.current_ap",
        "wlan.fixed.sta_address", "wlan.fixed.target_ap_address",
        "wlan.rsn.pmkid.count", "wlan.pmkid.akms", "wlan.rsn.akms", "wlan.rsn.pcs", "wlan.rsn.gcs", "wlan.rsn.gmcs",
        "wlan.rsn.capabilities",
        "wlan.mobility_domain.mdid", "wlan.mobility_domain.ft_capab",
        "wlan.ft.mic_control.element_count", "wlan.ft.mic", "wlan.ft.anonce", "wlan.ft.snonce", "wlan.ft.subelem.r0kh_id",
        "wlan.ft.subelem.r1kh_id",
        "wlan_rsna_eapol.keydes.msgnr", "wlan_rsna_eapol.keydes.key_info", "wlan_rsna_eapol.keydes.nonce", "wlan_rsna_eapol.keydes.mic",
        "wlan_rsna_eapol.keydes.data_len", "eapol.keydes.replay_counter", "wlan.rsn.ie.pmkid",
        "eapol.type", "eap.code", "eap.id", "eap.type",
    ];

    private const string MicSize = "tshark 4.0 takes the Key MIC for 16 octets where it does not know the AKM";
    private const string NoMic = "with FILS an EAPOL-Key frame has no Key MIC, which tshark 4.0 looks for";
    private const string Delba = "tshark names the reason of a DELBA like that of a Deauthentication, which is not read here";
    private const string Secure = "tshark 4.0 takes a message 4 that carries Key Data for message 2";

    private const string FteMicSize = "the FTE MIC of an AKM that another frame names has 24 octets";
    private const string SaePk = "tshark 4.0 takes encrypted octets of an SAE-PK confirm for elements";
    private const string Broken = "elements that the test has broken, which tshark leaves out";

    /// <summary>Recordings that tshark 4.0 reads otherwise, and why.</summary>
    private static readonly Dictionary<string, string> s_others = new()
    {
        ["rsn_eapol_m4_encrypt"] = Secure,
        ["rsn_eapol_m4_extra"] = Secure,
        ["ap_ft_invalid_resp"] = Broken,
        ["rsn_ie_proto_ft_psk_sta"] = Broken,
        ["ap_ft_pmksa_caching_sha384"] = FteMicSize,
        ["ap_ft_over_ds"] = Delba,
        ["ap_ft_ptk_rekey"] = Delba,
        ["pmksa_cache_expiration"] = Delba,
        ["ap_wpa2_eapol_retry_limit"] = Delba,
        ["ap_wpa2_ptk_rekey"] = Delba,
        ["ap_wpa2_sha256_ptk_rekey_ap"] = Delba,
        ["pmksa_cache_and_ptk_rekey_ap"] = Delba,
        ["eht_sae_mlo"] = MicSize,
        ["eht_sae_mlo_tm"] = MicSize,
        ["eht_sae_require_eht"] = MicSize,
        ["sae_ext_key_21_gcmp256"] = MicSize,
        ["ap_ft_sae_ext_key_21"] = MicSize,
        ["fils_and_ft_over_air_sha384"] = NoMic,
        ["fils_assoc_replay"] = NoMic,
        ["fils_auth_ptk_rekey_ap"] = NoMic,
        ["fils_sk_erp"] = NoMic,
        ["fils_sk_erp_server_flush"] = NoMic,
        ["fils_sk_full_auth"] = NoMic,
        ["fils_sk_okc"] = NoMic,
        ["fils_sk_pfs_19"] = NoMic,
        ["fils_sk_pfs_group_mismatch"] = NoMic,
        ["sae_pk_invalid_signature"] = SaePk,
    };

    private static IEnumerable<TestCaseData> Captures =>
        Recordings.All.Where(path => !s_others.ContainsKey(Path.GetFileNameWithoutExtension(path)))
            .Select(path => new TestCaseData(path).SetArgDisplayNames(Path.GetFileName(path)));

    [Test]
    public void Recordings_are_there()
    {
        if (Recordings.All.Count == 0)
        {
            Assert.Ignore("There are no recordings beside this repository.");
        }

        Assert.That(Recordings.All, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Captures))]
    public async Task Every_field_reads_as_tshark_reads_it(string path)
    {
        var rows = await Tshark.ReadFields(path, s_fields);
        if (rows is null)
        {
            Assert.Ignore("tshark is not installed.");
        }

        var ours = Read(path);

        Assert.That(Differences(rows!, ours), Is.Empty);
    }

    private static List<string> Differences(IReadOnlyList<string[]> theirs, List<string[]?> ours)
    {
        var differences = new List<string>();
        for (var packet = 0; packet < ours.Count; packet++)
        {
            if (ours[packet] is not { } row)
            {
                continue;
            }

            for (var field = 0; field < s_fields.Length; field++)
            {
                var expected = Normalize(s_fields[field], theirs[packet][field]);
                if (expected != row[field])
                {
                    differences.Add($"{packet + 1} {s_fields[field]}: tshark '{expected}', here '{row[field]}'");
                }
            }
        }

        return differences;
    }

    // Wireshark's versions write the same value as 1 or True, 0x0008 or 8, and with or without separators.
    private static string Normalize(string field, string value) => field switch
    {
        "wlan.fc.retry" or "wlan.fc.protected" =>
            value.Replace("True", "1", StringComparison.Ordinal).Replace("False", "0", StringComparison.Ordinal),
        "wlan.fc.type_subtype" or "wlan.fixed.status_code" or "wlan.fixed.reason_code" or "wlan.mobility_domain.mdid" or
            "wlan.rsn.capabilities" or "wlan_rsna_eapol.keydes.key_info" or "wlan.mobility_domain.ft_capab" or "wlan.fixed.auth_seq" or
            "wlan.rsn.gcs" or "wlan.rsn.gmcs" or "wlan.rsn.pcs" or "wlan.rsn.akms" =>
            string.Join(',', value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)),
        _ => value,
    };

    private static string Number(string value) => value.StartsWith("0x", StringComparison.Ordinal)
        ? uint.Parse(value.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
        : value;

    private static List<string[]?> Read(string path)
    {
        var rows = new List<string[]?>();
        using var reader = CaptureReader.Open(File.OpenRead(path), path);
        while (reader.TryRead(out var record))
        {
            if (record.LinkType is not (LinkTypes.Radiotap or LinkTypes.Ieee80211))
            {
                rows.Add(null);
                continue;
            }

            Assert.That(LinkHeader.TryParse(record.LinkType, record.Octets, out var link, out var error), Is.True, error.ToString());
            rows.Add(ReadFrame(link, link.MacFrameWithoutFcs(record.Octets, record.OriginalLength)));
        }

        return rows;
    }

    private static string[]? ReadFrame(LinkHeader link, ReadOnlySpan<byte> frame)
    {
        Assert.That(MacHeader.TryParse(frame, out var mac, out var error, link.HasDataPad), Is.True, error.ToString());
        if (mac.Kind == FrameKind.Action && ActionFrame.TryParse(mac, out var action, out _)
            && action.Category == ActionCategory.RadioMeasurement)
        {
            // A beacon report quotes elements of another frame, which tshark shows as if they were this one's.
            return null;
        }

        var row = new Row();
        row.Set("wlan.fc.type_subtype", (int)mac.Kind);
        row.Set("wlan.ra", mac.Ra);
        row.Set("wlan.ta", mac.Ta);
        row.Set("wlan.da", mac.Da);
        row.Set("wlan.sa", mac.Sa);
        row.Set("wlan.bssid", mac.Bssid);
        row.Set("wlan.fc.retry", mac.Retry ? 1 : 0);
        row.Set("wlan.fc.protected", mac.Protected ? 1 : 0);
        row.Set("radiotap.channel.freq", link.FrequencyMHz);
        row.Set("radiotap.dbm_antsignal", link.SignalDbm);
        if (mac.HasSequenceControl)
        {
            row.Set("wlan.seq", mac.SequenceNumber);
            row.Set("wlan.frag", mac.FragmentNumber);
        }

        if (!mac.Protected)
        {
            ReadBody(row, mac);
        }

        return row.Columns;
    }

    private static void ReadBody(Row row, in MacHeader mac)
    {
        switch (mac.Kind)
        {
            case FrameKind.Beacon or FrameKind.ProbeResponse when Beacon.TryParse(mac, out var beacon, out _):
                ReadElements(row, beacon.Elements);
                break;
            case FrameKind.ProbeRequest:
                ReadElements(row, ProbeRequest.Elements(mac));
                break;
            case FrameKind.Authentication when Authentication.TryParse(mac, out var authentication, out _):
                row.Set("wlan.fixed.auth.alg", authentication.Algorithm);
                row.Set("wlan.fixed.auth_seq", authentication.Transaction);
                row.Set("wlan.fixed.status_code", authentication.Status);
                ReadElements(row, authentication.Elements);
                break;
            case FrameKind.AssociationRequest or FrameKind.ReassociationRequest
                when AssociationRequest.TryParse(mac, out var request, out _):
                row.Set("wlan.fixed.current_ap", request.CurrentAp);
                ReadElements(row, request.Elements);
                break;
            case FrameKind.AssociationResponse or FrameKind.ReassociationResponse
                when AssociationResponse.TryParse(mac, out var response, out _):
                row.Set("wlan.fixed.status_code", response.Status);
                ReadElements(row, response.Elements);
                break;
            case FrameKind.Deauthentication or FrameKind.Disassociation
                when Deauthentication.TryParse(mac, out var deauthentication, out _):
                row.Set("wlan.fixed.reason_code", deauthentication.Reason);
                break;
            case FrameKind.Action when ActionFrame.TryParse(mac, out var action, out _) && FtAction.TryParse(action, out var ft, out _):
                row.Set("wlan.fixed.sta_address", ft.StaAddress);
                row.Set("wlan.fixed.target_ap_address", ft.TargetAp);
                row.Set("wlan.fixed.status_code", ft.Status);
                ReadElements(row, ft.Elements);
                break;
            case FrameKind.Action
                when ActionFrame.TryParse(mac, out var action, out _) && action is { Category: ActionCategory.BlockAck, Action: 1 }:
                // ADDBA Response: dialog token (1), status code (2).
                row.Set("wlan.fixed.status_code", action.Details[1]);
                break;
            default:
                ReadEapol(row, mac);
                break;
        }
    }

    private static void ReadEapol(Row row, in MacHeader mac)
    {
        if (!Llc.TryGetEapol(mac, out var octets, out var offset) || !Eapol.TryParse(octets, out var eapol, out _))
        {
            return;
        }

        row.Set("eapol.type", (int)eapol.Type);
        if (eapol.Type == EapolType.Eap && Eap.TryParse(eapol.Body, out var eap, out _))
        {
            row.Set("eap.code", (int)eap.Code);
            row.Set("eap.id", eap.Identifier);
            row.Set("eap.type", eap.Type);
        }
        else if (eapol.Type == EapolType.Key && EapolKey.TryParse(eapol, EapolKey.GuessMicLength(eapol) ?? 16, out var key, out _))
        {
            row.Set("wlan_rsna_eapol.keydes.msgnr", key.Message switch
            {
                HandshakeMessage.None => null,
                HandshakeMessage.Group1 => 1,
                HandshakeMessage.Group2 => 2,
                var message => (int)message,
            });
            row.Set("wlan_rsna_eapol.keydes.key_info", key.Information.Value);
            row.Set("eapol.keydes.replay_counter", (long)key.ReplayCounter);
            row.Set("wlan_rsna_eapol.keydes.nonce", key.Nonce);
            row.Set("wlan_rsna_eapol.keydes.mic", key.Mic);
            row.Set("wlan_rsna_eapol.keydes.data_len", key.KeyDataLength);
            foreach (var kde in key.Kdes(offset))
            {
                if (kde.Type == KdeType.Pmkid)
                {
                    row.Set("wlan.rsn.ie.pmkid", kde.Data);
                }
                else if (kde.Selector is null)
                {
                    ReadElement(row, kde.Element);
                }
            }
        }
    }

    private static void ReadElements(Row row, Elements elements)
    {
        foreach (var element in elements)
        {
            ReadElement(row, element);
        }
    }

    private static void ReadElement(Row row, Element element)
    {
        switch (element.Id)
        {
            case ElementId.Rsne:
                ReadRsne(row, Rsne.ReadLenient(element.Body));
                break;
            case ElementId.Mde when Mde.TryParse(element.Body, out var mde, out _):
                // Wireshark swaps the two octets.
                row.Set("wlan.mobility_domain.mdid", (mde.Mdid.Value & 0xFF) << 8 | mde.Mdid.Value >> 8);
                row.Set("wlan.mobility_domain.ft_capab", mde.FtCapabilityAndPolicy);
                break;
            case ElementId.Fte when Fte.TryParse(element.Body, 16, out var fte, out _):
                row.Set("wlan.ft.mic_control.element_count", fte.ElementCount);
                row.Set("wlan.ft.mic", fte.Mic);
                row.Set("wlan.ft.anonce", fte.ANonce);
                row.Set("wlan.ft.snonce", fte.SNonce);
                if (fte.TryGetR0khId(out var r0khId))
                {
                    // tshark's word for an identifier of no octets.
                    row.Set("wlan.ft.subelem.r0kh_id", r0khId.IsEmpty ? "<MISSING>" : Convert.ToHexStringLower(r0khId));
                }

                if (fte.TryGetR1khId(out var r1khId))
                {
                    row.Set("wlan.ft.subelem.r1kh_id", $"{r1khId.Value:x12}");
                }

                break;
        }
    }

    private static void ReadRsne(Row row, Rsne rsne)
    {
        row.Set("wlan.rsn.gcs", rsne.GroupDataCipher?.Value);
        row.Set("wlan.rsn.gmcs", rsne.GroupManagementCipher?.Value);
        row.Set("wlan.rsn.pmkid.count", rsne.PmkidCount);
        row.Set("wlan.rsn.capabilities", rsne.Capabilities?.Value);
        for (var i = 0; i < rsne.PairwiseCiphers.Count; i++)
        {
            row.Set("wlan.rsn.pcs", rsne.PairwiseCiphers[i].Value);
        }

        for (var i = 0; i < rsne.Akms.Count; i++)
        {
            row.Set("wlan.rsn.akms", rsne.Akms[i].Value);
        }

        for (var i = 0; i < rsne.PmkidsThere; i++)
        {
            row.Set("wlan.pmkid.akms", rsne.Pmkid(i));
        }
    }

    private sealed class Row
    {
        public string[] Columns { get; } = [.. Enumerable.Repeat("", s_fields.Length)];

        public void Set(string field, long? value)
        {
            if (value is { } number)
            {
                Set(field, number.ToString(CultureInfo.InvariantCulture));
            }
        }

        public void Set(string field, MacAddress? value)
        {
            if (value is { } address)
            {
                Set(field, address.ToString());
            }
        }

        public void Set(string field, ReadOnlySpan<byte> value) => Set(field, Convert.ToHexStringLower(value));

        public void Set(string field, string value)
        {
            var column = Array.IndexOf(s_fields, field);
            Columns[column] = Columns[column].Length == 0 ? value : $"{Columns[column]},{value}";
        }
    }
}
