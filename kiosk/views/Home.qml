import QtQuick
import Look

// Rooms and departments.
Item {
    id: home
    readonly property bool tall: height > width
    Title { visible: home.tall; x: 60; y: screen.view.heads_y > 400 ? 244 : 204 }
    Repeater {
        model: screen.view.panels
        delegate: RoomPanel { tall: home.tall }
    }
    Repeater {
        model: screen.view.heads
        delegate: ZoneHead { tall: home.tall }
    }
    Repeater {
        model: screen.view.tiles
        delegate: DepartmentTile { tall: home.tall }
    }
    PagerRow {}
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton {}
    }
    Words {
        visible: text !== ""
        x: home.tall ? 60 : 352; y: screen.view.note_y; width: home.tall ? 960 : 904; height: home.tall ? 80 : 40
        text: screen.view.note
        size: home.tall ? 28 : 21; color: Theme.ink2; wrapMode: Text.Wrap; fontSizeMode: Text.Fit; minimumPixelSize: home.tall ? 22 : 16
        horizontalAlignment: Text.AlignHCenter; lines: 1.3
    }
}
