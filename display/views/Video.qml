import QtQuick
import QtMultimedia
import Frames

// A video with its sound, which makes room for calls: 18 dB lower within 300 ms, back over 1.5 s.
Item {
    id: film
    readonly property var playing: screen.view.playing
    readonly property int turn: playing.turn
    readonly property bool isByProcessor: GraphicsInfo.api === GraphicsInfo.Software
    readonly property real ducked: 0.126
    property real gain: playing.is_ducked ? ducked : 1
    property int stood: -1

    Behavior on gain { NumberAnimation { duration: film.playing.is_ducked ? 300 : 1500 } }
    onTurnChanged: begin()
    Component.onCompleted: begin()

    function begin() {
        if (playing.kind !== "video")
            return;
        player.stop();
        player.source = media.url(playing.source);
        stood = -1;
        if (!playing.is_paused)
            player.play();
    }
    Connections {
        target: film
        function onPlayingChanged() {
            if (film.playing.kind !== "video")
                return;
            if (film.playing.is_paused)
                player.pause();
            else if (player.playbackState === MediaPlayer.PausedState)
                player.play();
        }
    }
    MediaPlayer {
        id: player
        videoOutput: surface.item
        audioOutput: AudioOutput { volume: film.playing.volume * film.gain }
        onErrorOccurred: (error, words) => media.failed(film.turn, words === "" ? "stalled" : words)
        onMediaStatusChanged: {
            if (mediaStatus === MediaPlayer.EndOfMedia)
                media.ended(film.turn);
            else if (mediaStatus === MediaPlayer.InvalidMedia)
                media.failed(film.turn, player.errorString === "" ? "stalled" : player.errorString);
        }
    }
    // A file that stops in the middle ends neither well nor badly; somebody has to look.
    Timer {
        interval: 10000; repeat: true
        running: film.playing.kind === "video" && !film.playing.is_paused
        onTriggered: {
            if (player.position === film.stood)
                media.failed(film.turn, "stalled");
            film.stood = player.position;
        }
    }
    Loader {
        id: surface
        anchors.fill: parent
        sourceComponent: film.isByProcessor ? drawn : shown
    }
    Component { id: drawn; VideoFrames {} }
    Component { id: shown; VideoOutput {} }
}
