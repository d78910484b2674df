namespace WsBridge.Extcap.Ssh;

/// <summary>
/// What runs on a sensor, in any POSIX shell: puts the adapter into monitor mode and on its channels where it is not, captures to standard
/// output, and puts everything back when the connection ends. Exit statuses from 41 say what is missing.
/// </summary>
internal static class SensorScript
{
    public const int NoAdapter = 41;
    public const int NoTool = 42;
    public const int NoMonitorMode = 43;
    public const int NoChannel = 44;

    /// <summary>The script. It goes to the standard input of <c>sh -s</c>, and that this input ends tells it to end.</summary>
    /// <param name="plan">The sensor; its words have no character that is special to a shell.</param>
    /// <param name="sudo">Run what needs rights by sudo.</param>
    public static string For(SensorPlan plan, bool sudo) => $$"""
        adapter='{{plan.Adapter}}' channels='{{string.Join(' ', plan.Channels)}}' dwell='{{plan.DwellMilliseconds / 1000}}.{{plan.DwellMilliseconds % 1000:000}}'
        PATH=$PATH:/usr/sbin:/sbin
        as_root() { {{(sudo ? "sudo -n " : "")}}"$@"; }
        set_type() { as_root ip link set "$adapter" down && as_root iw dev "$adapter" set type "$1" && as_root ip link set "$adapter" up; }
        set_channel() { as_root iw dev "$adapter" set channel "$1" >&2; }
        put_back() {
            trap - EXIT
            as_root kill $capture 2>/dev/null
            kill $hopping $watching 2>/dev/null
            if [ -n "$old_type" ]; then set_type "$old_type"; fi 2>/dev/null
            if [ -n "$old_channel" ]; then set_channel "$old_channel"; fi 2>/dev/null
        }
        hop() {
            while :; do
                for channel in $channels; do set_channel "$channel" 2>/dev/null; sleep "$dwell"; done
            done
        }
        main() {
            old_type= old_channel= capture= hopping= watching=
            [ -e "/sys/class/net/$adapter" ] || exit {{NoAdapter}}
            command -v tcpdump >/dev/null || command -v dumpcap >/dev/null || exit {{NoTool}}
            trap put_back EXIT
            trap 'exit 0' HUP INT TERM PIPE
            if [ "$(cat "/sys/class/net/$adapter/type")" != 803 ]; then
                command -v iw >/dev/null || exit {{NoTool}}
                old_type=$(iw dev "$adapter" info 2>/dev/null | sed -n 's/^[[:space:]]*type //p')
                [ -n "$old_type" ] || exit {{NoMonitorMode}}
                set_type monitor >&2 || exit {{NoMonitorMode}}
            elif [ -n "$channels" ]; then
                old_channel=$(iw dev "$adapter" info 2>/dev/null | sed -n 's/^[[:space:]]*channel \([0-9]*\).*/\1/p')
            fi
            for channel in $channels; do set_channel "$channel" || exit {{NoChannel}}; break; done
            if command -v tcpdump >/dev/null; then
                as_root tcpdump -i "$adapter" -U -s 0 -w - </dev/null &
            else
                as_root dumpcap -q -P -i "$adapter" -w - </dev/null &
            fi
            capture=$!
            case $channels in *' '*) hop </dev/null >/dev/null & hopping=$! ;; esac
            { cat <&3 >/dev/null; as_root kill $capture; } 2>/dev/null &
            watching=$!
            wait $capture
            exit $?
        }
        exec 3<&0
        main

        """;
}
