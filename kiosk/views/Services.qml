import QtQuick
import Look

// One department's services; a touch gives the ticket.
Item {
    id: page
    readonly property bool tall: height > width
    DepartmentStrip {
        x: page.tall ? 0 : 352; y: page.tall ? 196 : 24
        width: page.tall ? 1080 : 904; height: page.tall ? 132 : 60
        tall: page.tall
    }
    Title { visible: page.tall; x: 60; y: 370; size: 60; secondSize: 32 }
    Repeater {
        model: screen.view.services
        delegate: ServiceRow { tall: page.tall }
    }
    PagerRow {}
    Repeater {
        model: screen.view.own_keys
        delegate: KeyButton {}
    }
}
