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

    /// <summary>What a line on standard error begins with that is for the user.</summary>
    public const string Remark = "wsbridge: ";

    /// <summary>
    /// The script. It goes to the standard input of <c>sh -s</c>, then lines <c>channel NUMBER</c>, <c>hop</c> and <c>stay</c>; that this
    /// input ends tells it to end. That the capture has ended shows in its output, which it alone has.
    /// </summary>
    /// <param name="plan">The sensor; its words have no character that is special to a shell.</param>
    /// <param name="sudo">Run what needs rights by sudo.</param>
    public static string For(SensorPlan plan, bool sudo) => $$"""
        adapter='{{plan.Adapter}}' channels='{{string.Join(' ', plan.Channels)}}'
        dwell='{{plan.DwellMilliseconds / 1000}}.{{plan.DwellMilliseconds % 1000:000}}'
        PATH=$PATH:/usr/sbin:/sbin
        sudo='{{(sudo ? "sudo -n" : "")}}'
        as_root() { $sudo "$@"; }
        set_type() { as_root ip link set "$adapter" down && as_root iw dev "$adapter" set type "$1" && as_root ip link set "$adapter" up; }
        # Four digits are a frequency in MHz.
        set_channel() {
            case $1 in
                ????) as_root iw dev "$adapter" set freq "$1" ;;
                *) as_root iw dev "$adapter" set channel "$1" ;;
            esac >&2
        }
        # The child of sudo itself: sudo does not hand on signals that come from its own process group.
        end_capture() { as_root kill $(cat "/proc/$capture/task/$capture/children") "$capture"; } 2>/dev/null
        put_back() {
            trap - EXIT
            stay
            end_capture
            if [ -n "$old_type" ]; then set_type "$old_type"; fi 2>/dev/null
            if [ -n "$old_channel" ]; then set_channel "$old_channel"; fi 2>/dev/null
        }
        hop() {
            stay
            {
                trap 'kill $!; exit' TERM
                while :; do
                    for channel in $channels; do set_channel "$channel"; sleep "$dwell" & wait $!; done
                done
            } </dev/null >/dev/null 2>&1 &
            hopping=$!
        }
        stay() {
            # Waited for: a channel that is just being set would be set after the one that is asked for.
            [ -z "$hopping" ] || { kill "$hopping"; wait "$hopping"; } 2>/dev/null
            hopping=
        }
        main() {
            old_type= old_channel= capture= hopping=
            [ -e "/sys/class/net/$adapter" ] || exit {{NoAdapter}}
            command -v tcpdump >/dev/null || command -v dumpcap >/dev/null || exit {{NoTool}}
            trap put_back EXIT
            trap 'exit 0' HUP INT TERM PIPE
            if [ "$(cat "/sys/class/net/$adapter/type")" != 803 ]; then
                command -v iw >/dev/null || exit {{NoTool}}
                old_type=$(iw dev "$adapter" info 2>/dev/null | sed -n 's/^[[:space:]]*type //p')
                [ -n "$old_type" ] || exit {{NoMonitorMode}}
                set_type monitor >&2 || exit {{NoMonitorMode}}
            else
                old_channel=$(iw dev "$adapter" info 2>/dev/null | sed -n 's/^[[:space:]]*channel \([0-9]*\).*/\1/p')
            fi
            for channel in $channels; do set_channel "$channel" || exit {{NoChannel}}; break; done
            if command -v tcpdump >/dev/null; then
                $sudo tcpdump -i "$adapter" -U -s 0 -w - </dev/null &
            else
                $sudo dumpcap -q -P -i "$adapter" -w - </dev/null &
            fi
            capture=$!
            exec >&2
            case $channels in *' '*) hop ;; esac
            while read -r word channel; do
                case $word in
                    hop) hop ;;
                    stay) stay ;;
                    channel)
                        stay
                        set_channel "$channel" || echo "{{Remark}}channel $channel cannot be set there."
                        ;;
                esac
            done <&3
            end_capture
            wait $capture
            exit $?
        }
        exec 3<&0
        main

        """;
}
